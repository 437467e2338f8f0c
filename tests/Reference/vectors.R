# Expected figures of the published test vectors: reads the files of docs/method/vectors/*/ and computes every measure with base R, survey and
# clubSandwich, knowing nothing of our code. Run in this folder: Rscript vectors.R [ID …]. It fills in the numbers of each expected.csv. A line
# whose "how" is arithmetic must come to the same from the files: otherwise the script stops. A line with a reason has no number.
suppressMessages({ library(survey); library(clubSandwich) })
options(digits = 17, survey.lonely.psu = "fail", warn = 1)
root <- file.path("..", "..", "docs", "method", "vectors")
competences <- c("1.1","1.2","1.3","2.1","2.2","2.3","2.4","2.5","2.6","3.1","3.2","3.3","3.4","4.1","4.2","4.3","4.4","5.1","5.2","5.3","5.4")

# JSON as an R expression: our own small files, no escapes in them
json <- function(file) {
  text <- paste(readLines(file, encoding = "UTF-8"), collapse = "\n")
  token <- regmatches(text, gregexpr('"[^"]*"|[][{}:,]|[^][{}:,"[:space:]]+', text, perl = TRUE))[[1]]
  word <- c("{" = "list(", "[" = "list(", "}" = ")", "]" = ")", ":" = "=", "true" = "TRUE", "false" = "FALSE", "null" = "NULL")
  eval(parse(text = paste(ifelse(token %in% names(word), word[token], token), collapse = " ")))
}
table_of <- function(folder, name, left) {
  file <- file.path(folder, paste0(name, ".csv"))
  if (!file.exists(file) || name %in% left) return(NULL)
  d <- read.csv(file, sep = ";", colClasses = "character", check.names = FALSE, na.strings = character(0), fileEncoding = "UTF-8")
  d[setdiff(names(d), sub(paste0("^", name, "\\."), "", grep(paste0("^", name, "\\."), left, value = TRUE)))]
}
col <- function(d, name) if (is.null(d)) character(0) else if (name %in% names(d)) d[[name]] else rep("", nrow(d))
day <- function(x) as.Date(ifelse(x == "", NA, x))
num <- function(x) suppressWarnings(as.numeric(ifelse(x == "", NA, x)))
months_before <- function(d, m) seq(d, length = 2, by = paste0("-", m, " months"))[2]

# ---- the population: main employments of those in service on the day (method 1.2) -----------------------------------------------------------
population <- function(t, units, date) {
  d <- data.frame(id = col(t, "anstnr"), number = num(col(t, "anstallning")), unit = col(t, "enhet"), role = col(t, "roll"), aid = col(t, "aid"), letter = col(t, "aid_ansvar"),
    form = col(t, "anstallningsform"), degree = num(col(t, "sysselsattningsgrad")), from = day(col(t, "fran")), to = day(col(t, "till")), hours = col(t, "timmar_senaste_3_man"),
    year = num(col(t, "fodelsear")), gender = col(t, "kon"), account = col(t, "konto"), channel = col(t, "kanal"), device = col(t, "digitalt_verktyg"), other = col(t, "annat_svarssatt"),
    secret = col(t, "skyddad") == "ja", stringsAsFactors = FALSE)
  d$from[is.na(d$from)] <- as.Date("0001-01-01"); d$degree[is.na(d$degree)] <- 0; d$number[is.na(d$number)] <- 0
  secret <- unique(d$id[d$secret])
  d <- d[d$from <= date & ifelse(d$form == "timavlonad", d$hours == "ja", is.na(d$to) | d$to >= date), ]
  first <- unique(d$id); d <- d[order(-d$degree, d$from, d$number), ]; d <- d[!duplicated(d$id), ]; d <- d[match(first, d$id), ]
  d$secret <- d$id %in% secret
  d$age <- ifelse(is.na(d$year), "okand", ifelse(as.integer(format(date, "%Y")) - d$year < 40, "-39", "40-"))
  placed(d, units)
}
# categories and places; who has a protected identity is in the organisation alone
placed <- function(d, units) {
  for (v in c("role", "gender", "age", "form", "device")) d[[v]] <- ifelse(d[[v]] == "", "okand", d[[v]])
  d$unit <- ifelse(d$secret, "", d$unit); d$department <- ""; d$operation <- ""
  for (i in seq_len(nrow(d))) for (u in above(d$unit[i], units)) {
    row <- units[units$kod == u, ]
    if (row$niva == "forvaltning") d$department[i] <- u
    if (d$operation[i] == "") d$operation[i] <- col(row, "verksamhet")
  }
  d
}
above <- function(u, units) { out <- character(0); while (!is.null(units) && u %in% units$kod) { out <- c(out, u); u <- units$overordnad[units$kod == u] }; out }

# ---- respondents (method 1.7) ------------------------------------------------------------------------------------------------------------
background <- c("svarsid","anstnr","inlamnad","slutford","svarssatt","enhet","roll","kon","fodelsear","anstallningsform","digitalt_verktyg")
respondents <- function(s, p, units, linked, date) {
  asked <- intersect(competences, names(s)); y <- sapply(competences, function(i) num(ifelse(col(s, i) %in% c("vet ej", "ej visad"), "", col(s, i))), simplify = "array"); y <- matrix(y, nrow(s), dimnames = list(NULL, competences))
  answered <- rowSums(!is.na(y)); keep <- which(answered > 0 & (!linked | col(s, "anstnr") %in% p$id))
  if (linked) {
    o <- keep[order(col(s, "slutford")[keep] == "nej", -answered[keep], -as.numeric(day(col(s, "inlamnad"))[keep]), keep)]
    keep <- sort(o[!duplicated(col(s, "anstnr")[o])])
  }
  s <- s[keep, , drop = FALSE]; y <- y[keep, , drop = FALSE]
  b <- if (linked) p[match(s$anstnr, p$id), ] else placed(data.frame(id = rep("", nrow(s)), unit = col(s, "enhet"), role = col(s, "roll"), gender = col(s, "kon"), age = rep("okand", nrow(s)),
    form = col(s, "anstallningsform"), device = col(s, "digitalt_verktyg"), secret = rep(FALSE, nrow(s)), letter = rep("", nrow(s)), stringsAsFactors = FALSE), units)
  b$way <- col(s, "svarssatt")
  list(b = b, y = y, asked = asked, s = s, item = function(code) { x <- col(s, code); num(ifelse(x == "ja", "1", ifelse(x == "nej", "0", ifelse(x %in% c("vet ej", "ej visad"), "", x)))) },
    has = function(code) code %in% names(s), importance = if (any(grepl("^vikt ", names(s)))) sapply(competences, function(i) num(col(s, paste("vikt", i)))) else NULL)
}
floors <- function(w, r) {                                   # F1 per respondent, its depth, and the lowest mandatory level
  role <- r$b$role; m <- lapply(role, function(x) { q <- w$req; k <- if (is.null(q)) character(0) else q$kompetens[q$roll == x & q$obligatorisk == "ja"]; if (length(k)) k else unlist(w$set$mandatory) })
  one <- function(i) r$y[i, m[[i]]]
  r$F1 <- sapply(seq_along(role), function(i) { v <- one(i); if (any(v < w$set$floor, na.rm = TRUE)) 1 else if (anyNA(v)) NA else 0 })
  r$depth <- sapply(seq_along(role), function(i) { v <- one(i); if (is.na(r$F1[i])) NA else sum(v < w$set$floor, na.rm = TRUE) / sum(!is.na(v)) })
  r$lowest <- sapply(seq_along(role), function(i) if (is.na(r$F1[i]) || !length(m[[i]])) NA else min(one(i), na.rm = TRUE))
  r$index <- half(r$y[, r$asked, drop = FALSE]); r$mandatory <- m
  r
}
half <- function(y) apply(y, 1, function(v) if (length(v) && sum(!is.na(v)) >= ceiling(length(v) / 2)) mean(v, na.rm = TRUE) else NA)

world <- function(folder, v, case) {
  set <- list(floor = 2, mandatory = list("1.1", "2.1"), threshold = 5, referenceDate = "2023-10-01", earlierDate = "2022-04-01", linked = TRUE, earlierLinked = TRUE)
  for (s in list(v$settings, case$settings)) for (n in names(s)) set[[n]] <- s[[n]]
  left <- unlist(case$leaveOut); w <- list(set = set, date = as.Date(set$referenceDate), before = as.Date(set$earlierDate))
  for (n in c("units","requirements","training","attendance","courses","coaching","ideas","plans","planactions")) w[[n]] <- table_of(folder, n, left)
  w$req <- w$requirements; w$p <- population(table_of(folder, "register", left), w$units, w$date)
  s <- table_of(folder, "survey", left); if (!is.null(s)) w$r <- floors(w, respondents(s, w$p, w$units, set$linked, w$date))
  s <- table_of(folder, "survey-before", left)
  if (!is.null(s)) { t <- table_of(folder, "register-before", left); if (is.null(t)) t <- table_of(folder, "register", left); w$p0 <- population(t, w$units, w$before)
    w$r0 <- floors(w, respondents(s, w$p0, w$units, set$earlierLinked, w$before)) }
  w
}
inside <- function(d, row) {
  k <- rep(TRUE, nrow(d))
  if (row$scope == "department") k <- d$department == row$code
  if (row$scope == "unit") k <- d$unit == row$code
  if (row$breakdown != "") k <- k & !d$secret & d[[row$breakdown]] == row$category
  k
}

# ---- figures ------------------------------------------------------------------------------------------------------------------------------
fraction <- function(count, of, n = of) list(n = n, value = if (of == 0) NA else count / of)
number <- function(value, n = NA) list(n = n, value = value)
wilson <- function(p, n) { z <- qnorm(.975); if (is.infinite(n)) c(p, p) else (p + z^2 / (2 * n) + c(-1, 1) * z * sqrt(p * (1 - p) / n + z^2 / (4 * n^2))) / (1 + z^2 / n) }
share <- function(y, N) {                                    # Wilson; for a level of N persons with the correction, outward to whole persons
  y <- y[!is.na(y)]; n <- length(y); x <- sum(y); if (n == 0) return(fraction(0, 0))
  i <- suppressWarnings(prop.test(x, n, correct = FALSE))$conf.int; f <- wilson(x / n, if (n == N) Inf else n * (N - 1) / (N - n))
  out <- if (n <= N) c(max(0, floor(f[1] * N + 1e-9)), min(N, ceiling(f[2] * N - 1e-9))) / N else c(NA, NA)
  list(n = n, value = x / n, method = "wilson", lower = i[1], upper = i[2], lower_fpc = out[1], upper_fpc = out[2])
}
average <- function(y, N, fpc = TRUE) {                      # t; with the correction where N is told
  y <- y[!is.na(y)]; n <- length(y); if (n < 2) return(number(if (n) y else NA, n))
  se <- sd(y) / sqrt(n); t <- qt(.975, n - 1); f <- if (fpc && n <= N) se * sqrt((N - n) / N) else NA
  list(n = n, value = mean(y), method = "t", se = se, df = n - 1, lower = mean(y) - t * se, upper = mean(y) + t * se, se_fpc = f, lower_fpc = mean(y) - t * f, upper_fpc = mean(y) + t * f)
}
katz <- function(x1, n1, x2, n2) { q <- (x1 / n1) / (x2 / n2); se <- sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2); list(value = q, method = "katz", lower = q * exp(-qnorm(.975) * se), upper = q * exp(qnorm(.975) * se)) }
measure <- list()
for (part in c("vectors_facts.R", "vectors_answers.R", "vectors_weighted.R", "vectors_waves.R")) source(part)

# ---- fill in ------------------------------------------------------------------------------------------------------------------------------
numbers <- c("n", "value", "se", "df", "lower", "upper", "se_fpc", "lower_fpc", "upper_fpc")
text_of <- function(x) if (is.null(x) || length(x) == 0 || !is.finite(x)) "" else sprintf("%.15g", if (abs(x) < 1e-15) 0 else x)
fill <- function(id) {
  folder <- file.path(root, id); v <- json(file.path(folder, "vector.json")); e <- table_of(folder, "expected", NULL); worlds <- list()
  for (c in v$cases) worlds[[c$case]] <- world(folder, v, c)
  for (i in seq_len(nrow(e))) {
    row <- e[i, ]; for (k in c(numbers, "method")) e[i, k] <- ""
    if (row$reason != "") next
    f <- measure[[id]](worlds[[row$case]], row)
    if (!grepl("^R: ", row$how)) { hand <- eval(parse(text = row$how)); if (!isTRUE(all.equal(as.numeric(f$value), as.numeric(hand), tolerance = 1e-10)))
      stop(id, " ", row$case, " ", row$code, " ", row$breakdown, " ", row$category, " ", row$item, " ", row$column, ": by hand ", hand, ", from the files ", f$value) }
    for (k in numbers) e[i, k] <- text_of(f[[k]])
    e[i, "method"] <- if (is.null(f$method)) "" else f$method
  }
  write.table(e, file.path(folder, "expected.csv"), sep = ";", row.names = FALSE, quote = FALSE, eol = "\n", na = "", fileEncoding = "UTF-8")
  nrow(e)
}
ids <- commandArgs(TRUE); if (!length(ids)) ids <- list.files(root)[dir.exists(file.path(root, list.files(root)))]
for (id in ids) cat(id, fill(id), "lines\n")
