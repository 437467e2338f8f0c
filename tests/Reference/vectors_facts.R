# Measures of the register and of the other files (method 2.6, 2.7, 2.9, 3.6, 3.8). Sourced by vectors.R.
yes <- function(x) x == "ja"
access <- function(p) yes(p$account) & yes(p$channel) & p$device %in% c("eget", "delat")
facts <- function(w, row, counted, part = TRUE) { k <- inside(w$p, row) & part; fraction(sum(counted & k), sum(k)) }

# training with attendance laid in: the greater of the two hours, never their sum
records <- function(w) {
  t <- data.frame(id = col(w$training, "anstnr"), course = col(w$training, "kurs"), enrolled = day(col(w$training, "anmald")), finished = day(col(w$training, "avslutad")), status = col(w$training, "status"),
    hours = num(col(w$training, "timmar")), stringsAsFactors = FALSE); t$hours[is.na(t$hours)] <- 0
  a <- w$attendance; c <- w$courses; rule <- function(course) { k <- match(course, c$kurs); num(c$fullfoljd_vid_timmar[k]) }
  if (!is.null(a)) { a <- a[yes(a$narvarande) & day(a$datum) <= w$date, ]; for (key in unique(paste(a$anstnr, a$kurs))) {
    s <- a[paste(a$anstnr, a$kurs) == key, ]; h <- sum(num(s$timmar)); k <- which(paste(t$id, t$course) == key)
    if (!length(k)) { t[nrow(t) + 1, ] <- list(s$anstnr[1], s$kurs[1], min(day(s$datum)), NA, "anmald", 0); k <- nrow(t) }
    t$hours[k] <- max(t$hours[k], h); if (!is.na(rule(s$kurs[1])) && h >= rule(s$kurs[1])) { t$finished[k] <- max(day(s$datum)); t$status[k] <- "slutford" } } }
  t$digital <- yes(c$digital[match(t$course, c$kurs)]); t$digital[is.na(t$digital)] <- FALSE; t$programme <- c$program[match(t$course, c$kurs)]
  t$done <- ifelse(is.na(rule(t$course)), t$status == "slutford", t$hours >= rule(t$course)) & !is.na(t$finished) & t$finished <= w$date; t$done[is.na(t$done)] <- FALSE
  t
}
lately <- function(w, d, months) !is.na(d) & d > months_before(w$date, months) & d <= w$date
trained <- function(w) { t <- records(w); w$p$id %in% t$id[t$digital & t$done & lately(w, t$finished, 24)] }
hours <- function(w) { t <- records(w); f <- ifelse(!is.na(t$finished) & t$finished <= w$date, t$finished, t$enrolled); k <- t$digital & lately(w, as.Date(f, origin = "1970-01-01"), 24); sapply(w$p$id, function(i) sum(t$hours[k & t$id == i])) }
gini <- function(x) sum(abs(outer(x, x, "-"))) / (2 * length(x)^2 * mean(x))
theil <- function(x) { r <- x / mean(x); mean(ifelse(r == 0, 0, r * log(ifelse(r == 0, 1, r)))) }
between <- function(x, g) { x <- x[g != ""]; g <- g[g != ""]; k <- split(seq_along(x), g); sum(sapply(k, function(i) { s <- sum(x[i]) / sum(x); if (s == 0) 0 else s * log(mean(x[i]) / mean(x)) })) / theil(x) }
against_rest <- function(y, k) (sum(y[k]) / sum(k)) / (sum(y[!k]) / sum(!k))

measure$N <- function(w, row) list(n = NA, value = sum(inside(w$p, row)))
measure$A1 <- function(w, row) facts(w, row, access(w$p))
measure$A2 <- function(w, row) facts(w, row, w$p$device == row$column)
measure$V1 <- function(w, row) facts(w, row, yes(w$p$channel))
measure$R1 <- function(w, row) facts(w, row, trained(w))
measure$A4 <- function(w, row) {
  a <- access(w$p); o <- unique(w$p$operation[w$p$operation != ""]); flagged <- function(k) against_rest(a, k) < 0.8 - 1e-12 && sum(k & !a) >= 5; k <- inside(w$p, row)
  switch(row$column, all = number(against_rest(a, k), sum(k)), flag = number(as.numeric(flagged(k))), between = number(between(as.numeric(a), w$p$operation), nrow(w$p)),
    flagged = number(sum(sapply(o, function(x) flagged(w$p$operation == x)))))
}
member <- function(w, g) { r <- unlist(g$roles); a <- unlist(g$aid); l <- unlist(g$responsibility)
  w$p$role %in% r | Reduce(`|`, lapply(a, function(d) startsWith(w$p$aid, d)), rep(FALSE, nrow(w$p))) | (w$p$letter != "" & w$p$letter %in% l) }
measure$R2 <- function(w, row) facts(w, row, trained(w), member(w, Filter(function(g) g$code == row$column, w$set$programmes)[[1]]))
measure$R3 <- function(w, row) {
  t <- records(w); first <- as.Date(ifelse(!is.na(t$enrolled), t$enrolled, ifelse(!is.na(t$finished) & t$finished <= w$date, t$finished, NA)), origin = "1970-01-01"); ids <- w$p$id[inside(w$p, row)]
  t <- t[t$digital & lately(w, first, 24) & t$id %in% ids, ]; fraction(sum(t$done), nrow(t), length(unique(t$id)))
}
measure$R5 <- function(w, row) { h <- hours(w); if (row$column == "between") number(between(h, w$p$operation), nrow(w$p)) else number(gini(h[inside(w$p, row)]), sum(inside(w$p, row))) }
measure$V2 <- function(w, row) { n <- sum(inside(w$r$b, row)); fraction(n, sum(inside(w$p, row)), n) }
measure$V4 <- function(w, row) {
  o <- unique(w$p$operation[w$p$operation != ""]); N <- sapply(o, function(x) sum(w$p$operation == x)); n <- sapply(o, function(x) sum(w$r$b$operation == x)); th <- w$set$threshold
  silent <- N < th + 3 | n < th | 2 * n < N; switch(row$column, all = fraction(sum(N[silent]), nrow(w$p)), silent = number(sum(silent)), operations = number(length(o)))
}
measure$V6 <- function(w, row) {
  without <- w$p$device %in% c("delat", "inget"); if (row$column == "offered") return(facts(w, row, yes(w$p$other), without))
  used <- w$r$b$device %in% c("delat", "inget") & w$r$b$way %in% c("delad", "kiosk", "papper", "hjalp"); fraction(sum(used), sum(without))
}
manager <- function(p) p$letter %in% c("A", "B", "C")
measure$L1 <- function(w, row) { g <- sapply(Filter(function(g) length(unlist(g$responsibility)) > 0, w$set$programmes), function(g) g$code); t <- records(w)
  facts(w, row, w$p$id %in% t$id[t$done & t$programme %in% g], manager(w$p)) }
measure$L3 <- function(w, row) {
  c <- w$coaching; from <- day(c$fran); to <- day(c$till); c <- c[(is.na(from) | from <= w$date) & (is.na(to) | to > months_before(w$date, 24)), ]; both <- c$riktning %in% c("", "bada"); P <- w$p$id
  byM <- c$medarbetare_anstnr[both | c$riktning == "chef_coachar"]; byE <- c$chef_anstnr[both | c$riktning == "medarbetare_coachar"]
  inn <- c$chef_anstnr %in% P & c$medarbetare_anstnr %in% P
  if (row$column == "pairs") return(number(nrow(unique(c[inn, c("chef_anstnr", "medarbetare_anstnr")]))))
  d <- if (startsWith(row$column, "theme:")) c[paste0("theme:", c$tema) == row$column, ] else c
  facts(w, row, switch(row$column, "by-manager" = P %in% byM, "by-employee" = P %in% byE, P %in% c(d$chef_anstnr, d$medarbetare_anstnr)))
}
measure$D3 <- function(w, row) {
  i <- w$ideas[lately(w, day(w$ideas$datum), 12), ]; n <- nrow(i); known <- i$anstnr %in% w$p$id; led <- i$anstnr %in% w$p$id[manager(w$p)]
  switch(row$column, all = number(100 * n / nrow(w$p), if (n) n else nrow(w$p)), frontline = fraction(sum(known & !led), sum(known)), acted = fraction(sum(i$status == "genomford"), n))
}
measure$T1 <- function(w, row) {
  v <- w$plans[lately(w, day(w$plans$antagen), 24), ]; op <- tolower(trimws(v$verksamhet)); op <- op[op != ""]
  covered <- mapply(function(u, o) (o != "" && tolower(o) %in% op) || any(above(u, w$units) %in% v$enhet[v$enhet != ""]), w$p$unit, w$p$operation)
  if (row$column == "all") return(fraction(sum(covered), nrow(w$p)))
  k <- w$p$operation != ""; all_of <- tapply(covered[k], w$p$operation[k], all); fraction(sum(all_of), length(all_of), nrow(w$p))
}
actions <- function(w) {
  a <- w$planactions; v <- w$plans; due <- !is.na(day(col(a, "klar_senast"))) & day(col(a, "klar_senast")) <= w$date; done <- !is.na(day(col(a, "klar"))) & day(col(a, "klar")) <= w$date
  rest <- v[!v$plan %in% col(a, "plan"), ]; D <- num(col(rest, "atgarder_forvantade")); G <- num(col(rest, "atgarder_gjorda")); k <- !is.na(D) & !is.na(G)
  h <- num(col(a, "timmar_frigjorda")); s <- col(a, "ny_losning")
  list(due = sum(due) + sum(D[k]), done = sum(due & done) + sum(pmin(D, G)[k]), hours = sum(h[done], na.rm = TRUE) + sum(num(col(rest, "timmar_frigjorda")), na.rm = TRUE),
    solutions = sum(done & s == "ja") + sum(num(col(rest, "nya_losningar")), na.rm = TRUE))
}
measure$T2 <- function(w, row) { a <- actions(w); if (row$column == "due") number(a$due) else fraction(a$done, a$due, nrow(w$p)) }
measure$T4 <- function(w, row) number(actions(w)[[row$column]])
