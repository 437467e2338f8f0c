# Makes the small synthetic set of the method-validation test: the delivered files of three organisations under validation/.
# Run in this folder: Rscript validation_data.R. Describes nobody. validation.R reads the same files.
set.seed(20261125, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
dir.create("validation", showWarnings = FALSE)
write <- function(d, file) write.table(d, file.path("validation", file), sep = ";", row.names = FALSE, quote = FALSE, eol = "\n", na = "", fileEncoding = "UTF-8")
items <- c("1.1","1.2","1.3","2.1","2.2","2.3","2.4","2.5","2.6","3.1","3.2","3.3","3.4","4.1","4.2","4.3","4.4","5.1","5.2","5.3","5.4")

# ---- 2284: four departments of six units, three operations, 360 persons, two linked waves ------------------------------------------
dep <- c("10", "20", "30", "40"); unit <- as.vector(outer(1:6, dep, function(i, d) sprintf("%s%02d", d, i)))
ops <- c("Ledning", "Omsorg", "Skola")
u <- rbind(data.frame(kod = dep, namn = paste("Department", dep), overordnad = "", niva = "forvaltning", verksamhet = "", fran = "2019-01-01", till = "", foregangare = ""),
  data.frame(kod = unit, namn = paste("Unit", unit), overordnad = substr(unit, 1, 2), niva = "enhet", verksamhet = ops[(seq_along(unit) %% 3) + 1], fran = "2019-01-01", till = "", foregangare = ""))
write(u, "enheter-2284.csv")
N <- 360
p <- data.frame(id = sprintf("SYN-2284-%05d", 1:N), unit = sample(unit, N, TRUE, prob = 1 + (seq_along(unit) %% 4)), role = sample(c("ADM", "KOCK", "USK"), N, TRUE, c(4, 2, 4)),
  gender = sample(c("kvinna", "man"), N, TRUE, c(65, 35)), year = sample(1958:2000, N, TRUE), form = sample(c("tillsvidare", "visstid"), N, TRUE, c(8, 2)))
p$device <- ifelse(runif(N) < ifelse(p$role == "ADM", 0.1, 0.35), "inget", ifelse(runif(N) < 0.4, "delat", "eget"))
p$account <- ifelse(runif(N) < 0.9, "ja", "nej"); p$channel <- ifelse(p$device == "inget" & runif(N) < 0.4, "nej", "ja")
p$sent <- ifelse(p$channel == "ja", ifelse(runif(N) < 0.05, "studsade", "skickad"), "ej_skickad")
theta <- rnorm(N, 4.2 + (p$role == "ADM") - 0.8 * (p$device == "inget") + 0.5 * sin(as.integer(p$unit)) - 0.02 * (2000 - p$year), 1.3)
register <- function(rows, date) write(with(p[rows, ], data.frame(anstnr = id, epost = "", anstallning = 1, enhet = unit, roll = role, aid = "152090", aid_version = "2018",
  aid_ansvar = "", anstallningsform = form, sysselsattningsgrad = "100,00", fran = "2018-01-01", till = "", franvarande_heltid = "nej", timmar_senaste_3_man = "",
  fodelsear = year, kon = gender, konto = account, kanal = channel, digitalt_verktyg = device, utskick = sent, skyddad = "nej")), paste0("register-2284-", date, ".csv"))
register(1:340, "2021-02-01"); register(15:N, "2022-04-01")
first <- ifelse(runif(N) < 0.12, "2020-11-20", ifelse(runif(N) < plogis(1 - 0.3 * theta + sin(as.integer(p$unit))), "2021-09-15", ifelse(runif(N) < 0.1, "2022-06-01", NA)))
t <- data.frame(anstnr = p$id, kurs = sample(c("DIG-1", "DIG-2"), N, TRUE), anmald = "2020-10-01", avslutad = first, status = "slutford", timmar = sample(c("2", "4", "6,5", "12"), N, TRUE))
other <- data.frame(anstnr = sample(p$id, 40), kurs = "ALM-1", anmald = "2020-10-01", avslutad = "2021-03-01", status = "slutford", timmar = "3")
write(rbind(t[!is.na(first), ], other), "utbildning-2284.csv")
write(data.frame(kurs = c("ALM-1", "DIG-1", "DIG-2"), namn = c("Brand", "Digital grund", "Digital fortsattning"), program = "", tema = "", kompetenser = "", timmar = c("3", "4", "8"), fullfoljd_vid_timmar = "", digital = c("nej", "ja", "ja")), "kurser.csv")
r <- expand.grid(kompetens = items, roll = c("ADM", "KOCK", "USK"), stringsAsFactors = FALSE)
write(data.frame(roll = r$roll, rollnamn = r$roll, kompetens = r$kompetens, niva = c(ADM = 5, KOCK = 3, USK = 4)[r$roll] - (substr(r$kompetens, 1, 1) == "3"),
  obligatorisk = ifelse(r$kompetens %in% c("1.1", "2.1", "3.1", "4.2", "5.1"), "ja", "nej")), "rollkrav.csv")
survey <- function(rows, wave, shift, importance, org = "2284", prefix = "SYN-2284-", th = theta, anonymous = FALSE) {
  n <- length(rows)
  y <- sapply(seq_along(items), function(j) pmin(8, pmax(1, round(th[rows] + shift + 0.4 * sin(j) + rnorm(n, 0, 0.9)))))
  y[matrix(runif(n * 21) < 0.06, n)] <- NA; y[runif(n) < 0.04, 9:21] <- NA
  colnames(y) <- items
  d <- data.frame(svarsid = sprintf("E-%s-%04d", wave, seq_len(n)), anstnr = sprintf("%s%05d", prefix, rows), inlamnad = paste0(substr(wave, 1, 7), "-05 08:05"), slutford = "ja", svarssatt = "egen", enhet = "", roll = "", digitalt_verktyg = "")
  d <- cbind(d, as.data.frame(y, check.names = FALSE))
  if (importance) { v <- matrix(sample(1:5, n * 21, TRUE, c(1, 2, 3, 3, 2)), n); v[matrix(runif(n * 21) < 0.1, n)] <- NA; colnames(v) <- paste("vikt", items); d <- cbind(d, as.data.frame(v, check.names = FALSE)) }
  write(d, paste0("enkat-", org, "-", wave, ".csv"))
}
answers <- function(rows, s) rows[runif(length(rows)) < plogis(0.5 - 0.8 * (p$device[rows] == "inget") + 0.02 * (1985 - p$year[rows]) + s)]
survey(answers(1:340, 0), "2021-02", 0, FALSE)
survey(answers(15:N, 0.2), "2022-04", 0.15 + 0, TRUE)

# ---- 2581: the edges. One unit, everybody answered (n = N), one role with three persons, an item where all say the same, one nobody answers.
M <- 40
write(data.frame(kod = c("10", "1001"), namn = c("All", "One"), overordnad = c("", "10"), niva = c("forvaltning", "enhet"), verksamhet = "", fran = "2019-01-01", till = "", foregangare = ""), "enheter-2581.csv")
q <- data.frame(anstnr = sprintf("SYN-2581-%05d", 1:M), epost = "", anstallning = 1, enhet = "1001", roll = rep(c("ADM", "USK", "KOCK"), c(20, 17, 3)), aid = "152090", aid_version = "2018", aid_ansvar = "",
  anstallningsform = "tillsvidare", sysselsattningsgrad = "100,00", fran = "2018-01-01", till = "", franvarande_heltid = "nej", timmar_senaste_3_man = "", fodelsear = rep(c(1965, 1975, 1985, 1995), 10), kon = rep(c("kvinna", "man"), 20),
  konto = "ja", kanal = "ja", digitalt_verktyg = rep(c("eget", "inget"), c(30, 10)), utskick = "skickad", skyddad = "nej")
write(q, "register-2581-2022-04-01.csv")
y <- sapply(seq_along(items), function(j) sample(2:6, M, TRUE)); colnames(y) <- items; y[, "1.2"] <- 4; y[, "5.4"] <- NA
write(cbind(data.frame(svarsid = sprintf("E-%04d", 1:M), anstnr = q$anstnr, inlamnad = "2022-04-05 08:05", slutford = "ja", svarssatt = "egen", enhet = "", roll = "", digitalt_verktyg = ""), as.data.frame(y, check.names = FALSE)), "enkat-2581-2022-04.csv")

# ---- 2505: an anonymous wave. The background is the answer's own, fewer than twenty answers come from those without a tool, everybody has hours, and
# few enough categories for a joint logistic model.
M <- 200; unit <- c("1001", "1002", "2001", "2002")
write(data.frame(kod = c("10", "20", unit), namn = c("North", "South", unit), overordnad = c("", "", "10", "10", "20", "20"), niva = rep(c("forvaltning", "enhet"), c(2, 4)), verksamhet = c("", "", "Omsorg", "Skola", "Omsorg", "Ledning"), fran = "2019-01-01", till = "", foregangare = ""), "enheter-2505.csv")
a <- data.frame(unit = sample(unit, M, TRUE, c(3, 2, 3, 1)), role = sample(c("ADM", "USK"), M, TRUE), gender = sample(c("kvinna", "man"), M, TRUE, c(6, 4)), year = sample(c(1963:1972, 1983:1992), M, TRUE), form = "tillsvidare", device = sample(c("eget", "delat", "inget"), M, TRUE, c(6, 3, 1.5)))
write(with(a, data.frame(anstnr = sprintf("SYN-2505-%05d", 1:M), epost = "", anstallning = 1, enhet = unit, roll = role, aid = "152090", aid_version = "2018", aid_ansvar = "", anstallningsform = form, sysselsattningsgrad = "100,00", fran = "2018-01-01", till = "", franvarande_heltid = "nej", timmar_senaste_3_man = "",
  fodelsear = year, kon = gender, konto = ifelse(runif(M) < 0.85, "ja", "nej"), kanal = "ja", digitalt_verktyg = device, utskick = "skickad", skyddad = "nej")), "register-2505-2022-05-01.csv")
write(data.frame(anstnr = sprintf("SYN-2505-%05d", 1:M), kurs = "DIG-1", anmald = "2021-10-01", avslutad = "2021-11-20", status = "slutford", timmar = sample(c("1", "2", "4", "6,5", "12"), M, TRUE)), "utbildning-2505.csv")
k <- which(runif(M) < plogis(0.9 - 0.9 * (a$device == "inget") + 0.4 * (a$gender == "kvinna"))); n <- length(k); th <- rnorm(n, 3.9 + 0.8 * (a$role[k] == "ADM") - 0.7 * (a$device[k] != "eget"), 1.2)
y <- sapply(seq_along(items), function(j) pmin(8, pmax(1, round(th + 0.4 * sin(j) + rnorm(n, 0, 0.9))))); y[matrix(runif(n * 21) < 0.05, n)] <- NA; colnames(y) <- items
write(cbind(data.frame(svarsid = sprintf("E-%04d", seq_len(n)), inlamnad = "2022-05-05 08:05", slutford = "ja", svarssatt = "egen", enhet = a$unit[k], roll = a$role[k], kon = a$gender[k], fodelsear = a$year[k], anstallningsform = a$form[k], digitalt_verktyg = a$device[k]), as.data.frame(y, check.names = FALSE)), "enkat-2505-2022-05.csv")
