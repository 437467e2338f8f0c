# The overview's numbers recomputed from the demo's export files, without any of the program's code.
#   Rscript tests/Reference/demo_overview.R data/demo/files > tests/Reference/demo_overview.csv
# Base R only. Definitions: population and respondents as in the method's section 1, measures as in section 2,
# intervals as in section 3. One row a measure: organisation, wave, measure, item, n, N, estimate, lo, hi, below, count.
folder <- commandArgs(trailingOnly = TRUE)[1]
competences <- c("1.1","1.2","1.3","2.1","2.2","2.3","2.4","2.5","2.6","3.1","3.2","3.3","3.4","4.1","4.2","4.3","4.4","5.1","5.2","5.3","5.4")
floorLevel <- 2

encoding <- function(path) {
  head <- readBin(path, "raw", 3)
  if (identical(head, as.raw(c(0xef, 0xbb, 0xbf)))) return("UTF-8-BOM")
  text <- readBin(path, "raw", file.size(path))
  if (validUTF8(rawToChar(text[text != 0]))) "UTF-8" else "CP1252"
}
delivered <- function(org, name) read.csv2(file.path(folder, org, name), colClasses = "character", check.names = FALSE,
                                           fileEncoding = encoding(file.path(folder, org, name)), na.strings = character(0))
number <- function(x) as.numeric(sub(",", ".", x, fixed = TRUE))

# One row a person in service on the day, hourly staff if they had hours in the last three months: main employment by degree, then
# longest, then lowest number.
population <- function(org, day) {
  r <- delivered(org, paste0("personalregister-", day, ".csv"))
  hourly <- r$anstallningsform == "timavlonad"
  r <- r[(r$fran == "" | r$fran <= day) & ifelse(hourly, r$timmar_senaste_3_man == "ja", r$till == "" | r$till >= day), ]
  r <- r[order(r$anstnr, -ifelse(r$sysselsattningsgrad == "", 0, number(r$sysselsattningsgrad)),
               ifelse(r$fran == "", "0", r$fran), as.integer(r$anstallning)), ]
  r$roll[r$skyddad == "ja"] <- ""  # unit and role of a protected identity are not kept
  r[!duplicated(r$anstnr), ]
}

# One row a respondent: in the population, at least one competence answered; several answers by one person: complete
# first, then most items, then latest, then first in the file. Rows with a value outside 0-8 or a date that does not exist are in
# quarantine.
answers <- function(org, wave, people) {
  a <- delivered(org, paste0("enkat-", wave, ".csv"))
  raw <- as.matrix(a[, competences])
  ok <- apply(raw, 1, function(x) all(x %in% c("", "vet ej", "ej visad", 0:8)))
  dated <- a$inlamnad == "" | !is.na(as.Date(substr(a$inlamnad, 1, 10), optional = TRUE))
  a <- a[ok & dated, ]
  levels <- suppressWarnings(apply(as.matrix(a[, competences]), 2, as.integer))
  a$items <- rowSums(!is.na(levels))
  keep <- a$items > 0 & a$anstnr %in% people$anstnr
  a <- a[keep, ]; levels <- levels[keep, , drop = FALSE]
  o <- order(a$anstnr, a$slutford != "ja", -a$items, -xtfrm(a$inlamnad), seq_len(nrow(a)))
  a <- a[o, ]; levels <- levels[o, , drop = FALSE]
  first <- !duplicated(a$anstnr)
  list(rows = a[first, ], levels = levels[first, , drop = FALSE])
}

wilson <- function(x, n, neff = n) { p <- x / n; z <- qnorm(.975); m <- (p + z^2 / (2 * neff)) / (1 + z^2 / neff)
  h <- z / (1 + z^2 / neff) * sqrt(p * (1 - p) / neff + z^2 / (4 * neff^2)); c(m - h, m + h) }
wilsonFpc <- function(x, n, N) if (n == N) rep(x / n, 2) else wilson(x, n, n * (N - 1) / (N - n))
tFpc <- function(v, N) { n <- length(v); h <- qt(.975, n - 1) * sd(v) / sqrt(n) * sqrt(1 - n / N); mean(v) + c(-h, h) }

cat("organisation,wave,measure,item,n,N,estimate,lo,hi,count\n")
put <- function(org, wave, measure, item, n, N, estimate, ci = c(NA, NA), count = NA)
  cat(paste(org, wave, measure, item, n, N, sprintf("%.15g", estimate), sprintf("%.15g", ci[1]), sprintf("%.15g", ci[2]), count, sep = ","), "\n", sep = "")

for (org in sort(list.dirs(folder, full.names = FALSE, recursive = FALSE))) for (file in sort(list.files(file.path(folder, org), "^enkat-"))) {
  wave <- sub("^enkat-(.*)[.]csv$", "\\1", file)
  registers <- sub("^personalregister-(.*)[.]csv$", "\\1", list.files(file.path(folder, org), "^personalregister-"))
  day <- max(registers[substr(registers, 1, 7) <= wave])
  people <- population(org, day); N <- nrow(people)
  got <- answers(org, wave, people); n <- nrow(got$rows); L <- got$levels
  put(org, wave, "V2", "all", n, N, n / N, count = n)

  access <- people$konto == "ja" & people$digitalt_verktyg %in% c("eget", "delat") & people$kanal == "ja"
  put(org, wave, "A1", "all", N, N, mean(access), count = sum(access))

  courses <- delivered(org, "kurser.csv"); training <- delivered(org, "utbildning.csv")
  i <- match(training$kurs, courses$kurs)
  need <- number(courses$fullfoljd_vid_timmar)[i]
  done <- ifelse(is.na(need), training$status == "slutford", training$status != "avbruten" & number(training$timmar) >= need)
  from <- seq(as.Date(day), length.out = 2, by = "-24 months")[2]
  inTime <- training$avslutad != "" & as.Date(ifelse(training$avslutad == "", NA, training$avslutad)) > from & training$avslutad <= day
  reached <- unique(training$anstnr[!is.na(i) & courses$digital[i] == "ja" & done & inTime %in% TRUE])
  put(org, wave, "R1", "all", N, N, mean(people$anstnr %in% reached), count = sum(people$anstnr %in% reached))

  # Facts beside the overview's cards: tools, channels, completion of enrolments, hours, managers.
  for (code in c("eget", "delat", "inget")) put(org, wave, "A2", code, N, N, mean(people$digitalt_verktyg == code))
  put(org, wave, "V1", "all", N, N, mean(people$kanal == "ja"))
  first <- as.Date(ifelse(training$anmald == "", NA, training$anmald)); end <- as.Date(ifelse(training$avslutad == "", NA, training$avslutad))
  end[!is.na(end) & end > as.Date(day)] <- NA
  mine <- !is.na(i) & courses$digital[i] == "ja" & training$anstnr %in% people$anstnr
  enrolled <- mine & first > from & first <= day
  put(org, wave, "R3", "all", length(unique(training$anstnr[enrolled])), N, mean((done & !is.na(end))[enrolled]))
  last <- ifelse(is.na(end), first, end)
  counted <- mine & last > as.numeric(from) & last <= as.numeric(as.Date(day))
  total <- tapply(number(training$timmar)[counted], factor(training$anstnr[counted], levels = people$anstnr), sum)
  hours <- sort(ifelse(is.na(total), 0, total))
  put(org, wave, "R5", "all", N, N, sum((2 * seq_along(hours) - N - 1) * hours) / (N * sum(hours)))
  managers <- people$anstnr[people$aid_ansvar %in% c("A", "B", "C")]
  track <- unique(training$anstnr[!is.na(i) & courses$program[i] == "digilej" & done & !is.na(end)])
  put(org, wave, "L1", "all", length(managers), N, mean(managers %in% track))

  required <- delivered(org, "rollkrav.csv")
  role <- people$roll[match(got$rows$anstnr, people$anstnr)]
  row <- function(k) {  # of the role, else of all others
    own <- match(paste(role, k), paste(required$roll, required$kompetens))
    ifelse(is.na(own), match(paste("*", k), paste(required$roll, required$kompetens)), own)
  }
  Q <- sapply(competences, function(k) as.integer(required$niva[row(k)]))
  M <- sapply(competences, function(k) required$obligatorisk[row(k)] %in% "ja")
  M[rowSums(M) == 0, c("1.1", "2.1", "3.1", "4.2", "5.1")] <- TRUE  # a role that names none has the framework's five
  below <- rowSums(M & !is.na(L) & L < floorLevel) > 0
  whole <- rowSums(M & is.na(L)) == 0 & rowSums(M) > 0
  known <- below | whole
  x <- sum(below); m <- sum(known)
  put(org, wave, "F1", "all", m, N, x / m, wilsonFpc(x, m, N), x)

  index <- rowMeans(L, na.rm = TRUE)[rowSums(!is.na(L)) >= 11]
  put(org, wave, "LEVEL", "index", length(index), N, mean(index), tFpc(index, N))
  for (k in competences) {
    v <- L[!is.na(L[, k]), k]
    put(org, wave, "LEVEL", k, length(v), N, mean(v), tFpc(v, N))
    pair <- !is.na(L[, k]) & !is.na(Q[, k]); l <- L[pair, k]; q <- Q[pair, k]
    put(org, wave, "BELOW", k, sum(pair), N, mean(l < q), wilsonFpc(sum(l < q), sum(pair), N), sum(l < q))
    put(org, wave, "GAP", k, sum(pair), N, mean(q - l), tFpc(q - l, N))
    put(org, wave, "RDS", k, sum(pair), N, 100 * (mean(l > q) - mean(l < q)))
    V <- if (paste("vikt", k) %in% names(got$rows)) suppressWarnings(as.integer(got$rows[[paste("vikt", k)]])) else NULL
    triple <- if (is.null(V)) pair else pair & !is.na(V)
    weight <- if (is.null(V)) Q[triple, k] else V[triple]
    put(org, wave, "MWDS", k, sum(triple), N, mean(Q[triple, k] - L[triple, k]) * mean(weight))
  }
}
