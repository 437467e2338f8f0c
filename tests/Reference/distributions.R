# Reference figures for the distribution functions in src/Analytics/Compute. Run in this folder: Rscript distributions.R
# (after noncentral_t.py, whose figures it lays beside R's own pt, and stops if they differ where pt is good).
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", ifelse(is.infinite(x), ifelse(x > 0, "Infinity", "-Infinity"), sprintf("%.17g", x)))
rows <- list()
put <- function(f, a, b, c, lower, upper) rows[[length(rows) + 1]] <<- data.frame(f, a = num(a), b = num(b), c = num(c), lower = num(lower), upper = num(upper))

z <- c(-37, -20, -8.3, -4, -3, -1.5, -1, -0.6744, -1e-3, 0, 1e-9, 0.2, 0.99, 1, 1.01, 2.5, 3.99, 4.01, 9.99, 10.01, 25, 38)
put(0, z, 0, 0, pnorm(z), pnorm(z, lower.tail = FALSE))
g <- expand.grid(x = c(1e-8, 0.02, 0.5, 1, 3.84, 10, 35, 150, 900, 4600, 4800), df = c(0.3, 1, 2, 7, 14.5, 189, 4656))
put(1, g$x, g$df, 0, pchisq(g$x, g$df), pchisq(g$x, g$df, lower.tail = FALSE))
g <- expand.grid(x = c(1e-4, 0.3, 1, 1.7, 4, 30), m = c(1, 2.5, 29, 174), n = c(1, 7.3, 29, 3000))
put(2, g$x, g$m, g$n, pf(g$x, g$m, g$n), pf(g$x, g$m, g$n, lower.tail = FALSE))
g <- expand.grid(t = c(0, 1e-5, 0.3, 1, 4.06213, 12, 900), df = c(0.5, 1, 9, 48.7, 1000, 1e6))
put(3, g$t, g$df, 0, 2 * pt(-g$t, g$df), NaN)
g <- expand.grid(k = c(0, 1, 3, 9, 40, 600), n = c(1, 4, 9, 41, 1300), p = c(0.003, 0.3, 0.5, 0.9)); g <- g[g$k <= g$n, ]
put(4, g$k, g$n, g$p, pbinom(g$k, g$n, g$p), NaN)
g <- g[g$p == 0.5, ]; put(5, g$k, g$n, 0.5, mapply(function(k, n) binom.test(k, n)$p.value, g$k, g$n), NaN)
g <- expand.grid(x = c(-30, -3, 0, 2, 8, 60)); put(6, g$x, 0, 0, exp(dnorm(g$x, log = TRUE) - pnorm(g$x, lower.tail = FALSE, log.p = TRUE)), NaN)
d <- do.call(rbind, rows)
write.table(d, "distributions.csv", sep = ";", row.names = FALSE, quote = FALSE, eol = "\n")

n <- read.csv("noncentral-t.csv", sep = ";")
n <- n[abs(n$ncp) < 37.62, ]
r <- suppressWarnings(pt(n$t, n$df, n$ncp)); u <- suppressWarnings(pt(n$t, n$df, n$ncp, lower.tail = FALSE))
off <- c(abs(r - n$lower), abs(u - n$upper))
cat("pt(q, df, ncp): largest absolute difference from the integral", max(off), "in", length(off), "tails; over 1e-10 in", sum(off > 1e-10), "\n")
ordinary <- n$df <= 5000 & abs(n$t) < 100
stopifnot(max(abs(r - n$lower)[ordinary]) < 1e-10)
cat(R.version.string, "\n")
