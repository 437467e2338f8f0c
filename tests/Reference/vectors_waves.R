# Measures of two waves (method 2.6, 3.1, 3.4, 3.5). Sourced by vectors.R.
earlier_row <- function(w) ifelse(w$r$b$id == "", NA, match(w$r$b$id, w$r0$b$id))
first_day <- function(w) { t <- records(w); t <- t[t$digital & t$done, ]; f <- sapply(w$p$id, function(i) { x <- t$finished[t$id == i]; if (length(x)) min(as.numeric(x)) else Inf }); f }
exposed <- function(w) { f <- first_day(w)[match(w$r$b$id, w$p$id)]; ifelse(f <= as.numeric(w$before), "earlier", ifelse(is.finite(f), "exposed", "comparison")) }
# all respondents of each wave, stacked, a person in both one PSU
change <- function(w, row, now, then) {
  j <- earlier_row(w); id0 <- paste0("b", seq_along(then)); id1 <- ifelse(is.na(j), paste0("a", seq_along(now)), paste0("b", j))
  S <- data.frame(id = c(id0, id1), w = rep(1:2, c(length(then), length(now))), y = c(then, now), k = c(inside(w$r0$b, row), inside(w$r$b, row))); S$one <- 1
  S$o1 <- as.numeric(S$k & S$w == 1 & !is.na(S$y)); S$o2 <- as.numeric(S$k & S$w == 2 & !is.na(S$y)); S$v1 <- ifelse(S$o1 == 1, S$y, 0); S$v2 <- ifelse(S$o2 == 1, S$y, 0)
  r <- svyratio(~v1 + v2, ~o1 + o2, svydesign(~id, weights = ~one, data = S), covmat = TRUE); e <- coef(r)[[4]] - coef(r)[[1]]; V <- r$vcov; se <- sqrt(V[1, 1] + V[4, 4] - 2 * V[1, 4]); df <- length(unique(S$id[S$o1 + S$o2 > 0])) - 1
  list(n = sum(S$o2), value = e, method = "t", se = se, df = df, lower = e - qt(.975, df) * se, upper = e + qt(.975, df) * se, p = 2 * pt(-abs(e / se), df))
}
secured <- function(w, row, now, then) {
  rows <- if (row$scope == "organisation" && row$breakdown == "") list(row) else if (row$breakdown == "") lapply(unique(w$p$department[w$p$department != ""]), function(x) { r <- row; r$code <- x; r }) else lapply(unique(w$p[[row$breakdown]]), function(x) { r <- row; r$category <- x; r })
  enough <- function(r) sum(!is.na(now[inside(w$r$b, r)])) >= w$set$threshold && sum(!is.na(then[inside(w$r0$b, r)])) >= w$set$threshold
  rows <- Filter(enough, rows); all <- lapply(rows, function(r) change(w, r, now, then)); a <- p.adjust(sapply(all, `[[`, "p"), "BH"); me <- which(sapply(rows, function(r) r$code == row$code && r$category == row$category))
  number(if (!is.na(a[me]) && a[me] <= .05) sign(all[[me]]$value) else 0, all[[me]]$n)
}
changes <- function(what) function(w, row) if (row$column == "secured") secured(w, row, w$r[[what]], w$r0[[what]]) else change(w, row, w$r[[what]], w$r0[[what]])
measure$CF1 <- changes("F1"); measure$CLEVEL <- changes("index")
panel <- function(w, row) { j <- earlier_row(w); k <- !is.na(j); if (row$scope == "department") k <- k & w$r$b$department == row$code & w$r0$b$department[j] == row$code; list(i = which(k), j = j[which(k)]) }
measure$E1 <- function(w, row) {
  p <- panel(w, row); if (startsWith(row$column, "participants")) { x <- exposed(w)[p$i] == "exposed"; p <- list(i = p$i[x], j = p$j[x]) }
  a <- w$r0$index[p$j]; b <- w$r$index[p$i]; k <- !is.na(a - b); a <- a[k]; b <- b[k]; n <- length(a)
  if (!row$column %in% c("g", "participants_g")) { t <- t.test(b, a, paired = TRUE); return(list(n = n, value = mean(b - a), method = "t", se = t$stderr, df = n - 1, lower = t$conf.int[1], upper = t$conf.int[2])) }
  s <- sqrt((var(a) + var(b)) / 2); J <- exp(lgamma((n - 1) / 2) - log(sqrt((n - 1) / 2)) - lgamma((n - 2) / 2)); d <- mean(b - a) / s; h <- qnorm(.975) * sd(b - a) / sqrt(n) / s
  list(n = n, value = J * d, method = "normal", lower = J * (d - h), upper = J * (d + h))
}
measure$E2 <- function(w, row) {
  p <- panel(w, row); a <- w$r0$F1[p$j]; b <- w$r$F1[p$i]; k <- !is.na(a + b); a <- a[k]; b <- b[k]; up <- sum(a == 1 & b == 0); dn <- sum(a == 0 & b == 1); n <- length(a)
  if (row$column == "net") { t <- t.test(a - b); return(list(n = n, value = (up - dn) / n, method = "t", se = t$stderr, df = n - 1, lower = t$conf.int[1], upper = t$conf.int[2])) }
  if (row$column == "certain") return(certain(w, row, n))
  number(switch(row$column, up = up / sum(a == 1), down = dn / sum(a == 0)), n)
}
# McNemar by department, Benjamini-Hochberg over the departments with enough persons; the organisation by itself
mcnemar <- function(w, row) { p <- panel(w, row); d <- w$r0$F1[p$j] - w$r$F1[p$i]; d <- d[!is.na(d)]; u <- sum(d == 1); v <- sum(d == -1); list(n = length(d), p = if (u + v > 0) binom.test(u, u + v)$p.value else 1, sign = sign(u - v)) }
certain <- function(w, row, n) {
  codes <- if (row$scope == "department") unique(w$p$department[w$p$department != ""]) else row$code; all <- lapply(codes, function(x) { r <- row; r$code <- x; mcnemar(w, r) }); names(all) <- codes
  all <- Filter(function(t) t$n >= w$set$threshold, all); a <- p.adjust(sapply(all, `[[`, "p"), "BH"); number(if (row$code %in% names(all) && a[[row$code]] <= .05) all[[row$code]]$sign else 0, n)
}
measure$E3 <- function(w, row) {
  j <- earlier_row(w); x <- exposed(w); k <- !is.na(j) & x != "earlier" & !is.na(w$r$index) & !is.na(w$r0$index[j]); j <- j[k]; t <- as.numeric(x[k] == "exposed"); u <- w$r0$b$unit[j]; n <- sum(k)
  a <- w$r0$index[j]; b <- w$r$index[k]; l <- data.frame(y = c(a, b), t = c(t, t), post = rep(0:1, each = n), u = c(u, u)); m <- lm(y ~ t * post, l); G <- length(unique(u)); e <- coef(m)[[4]]
  if (row$column == "exposed") return(number(mean(b[t == 1]) - mean(a[t == 1]), n)); if (row$column == "comparison") return(number(mean(b[t == 0]) - mean(a[t == 0]), n))
  if (G >= 20) { q <- coef_test(m, "CR1S", cluster = l$u, test = "naive-t")[4, ]; se <- q$SE; df <- G - 1 } else if (G >= 8) { q <- coef_test(m, "CR2", cluster = l$u, test = "Satterthwaite")[4, ]; se <- q$SE; df <- q$df_Satt } else return(number(e, n))
  if (row$column == "conclusion") return(number(if (2 * pt(-abs(e / se), df) < .05) sign(e) else 0, n))
  list(n = n, value = e, method = if (G >= 20) "t_cr1" else "t_cr2", se = se, df = df, lower = e - qt(.975, df) * se, upper = e + qt(.975, df) * se)
}
measure$R4 <- function(w, row) {
  b <- w$r0$F1; k <- !is.na(b) & w$r0$b$id %in% w$p$id; f <- first_day(w)[match(w$r0$b$id, w$p$id)]; k <- k & f > as.numeric(w$before); t <- is.finite(f)
  q <- katz(sum(k & b == 1 & t), sum(k & b == 1), sum(k & b == 0 & t), sum(k & b == 0)); q$n <- sum(k); q
}
