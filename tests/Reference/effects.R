# Reference figures for PairedChange, EffectSizes, SignedRank, FloorChange, RegressionToMean and MultipleTesting.Families in
# src/Analytics/Compute. Run in this folder: Rscript effects.R (after compute.R; needs effectsize). Writes effects.csv, effects-pairs.csv.
suppressMessages(library(effectsize))
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))

# two waves of an index: the first is compute.R's, the second is drawn here; some are missing in either
set.seed(20261201, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
p <- read.csv("compute-persons.csv", sep = ";"); n <- nrow(p)
before <- p$index
after <- pmin(8, pmax(0, round(2 * (1 + 0.75 * ifelse(is.na(before), 3, before) + rnorm(n, 0.3, 0.8))) / 2))
after[runif(n) < 0.2] <- NaN
after[c(5, 9, 12)] <- before[c(5, 9, 12)]                       # zeros for Wilcoxon
write.table(data.frame(before = num(before), after = num(after)), "effects-pairs.csv", sep = ";", row.names = FALSE, quote = FALSE, eol = "\n")

J <- function(df) exp(lgamma(df / 2) - log(sqrt(df / 2)) - lgamma((df - 1) / 2))
# noncentral-t limits: effectsize's own search stops early, so the root of pt is taken to the last digits
ncp <- function(t, df, p) uniroot(function(d) suppressWarnings(pt(t, df, d)) - p, c(-30, 30) + t, tol = 1e-14)$root
# effectsize 1.0.2's repeated_measures_d, .paired_d (cran/effectsize, R/repeated_measures_d.R), written out: 0.8.3 has no such function
paired <- function(name, b, a) {
  k <- !is.na(a - b); b <- b[k]; a <- a[k]; d <- a - b; n <- length(d); m <- mean(d); r <- cor(b, a); f <- 2 * (1 - r); q <- qnorm(.975)
  t <- t.test(a, b, paired = TRUE)
  put(paste(name, "t"), n, mean(b), mean(a), sd(b), sd(a), r, m, sd(d), t$conf.int, t$statistic, t$p.value)
  es <- function(what, D, se) put(paste(name, what), D, se, D - q * se, D + q * se, J(n - 1) * c(D, D - q * se, D + q * se))
  z <- m / sd(d); es("z", z, sqrt(1 / n + z^2 / (2 * n)))
  s <- sqrt((var(b) + var(a)) / 2); es("av", m / s, sqrt(var(d) / n) / s)
  rm <- m / (sd(d) / sqrt(f)); es("rm", rm, sqrt((1 / n + rm^2 / (2 * n)) * f))
  be <- m / sd(b); es("b", be, sqrt(f / n + be^2 / (2 * n)))
  lim <- c(ncp(t$statistic, n - 1, .975), ncp(t$statistic, n - 1, .025)) / sqrt(n)
  e <- suppressMessages(suppressWarnings(cohens_d(a, b, paired = TRUE))); stopifnot(abs(e$Cohens_d - z) < 1e-12, abs(c(e$CI_low, e$CI_high) - lim) < 5e-5)
  put(paste(name, "nct"), z, lim, J(n - 1) * c(z, lim))
  w <- suppressWarnings(wilcox.test(a, b, paired = TRUE, exact = FALSE, correct = TRUE)); put(paste(name, "wilcoxon"), sum(d != 0), sum(d == 0), w$statistic, w$p.value)
}
paired("sleep", sleep$extra[sleep$group == 1], sleep$extra[sleep$group == 2])
put("sleep before", sleep$extra[sleep$group == 1]); put("sleep after", sleep$extra[sleep$group == 2])
paired("answers", before, after)
paired("answers down", after[1:20], before[1:20])

# independent groups
ind <- function(name, x, y) {
  n <- length(x) + length(y); h <- sqrt(1 / length(x) + 1 / length(y)); s <- sqrt(((length(x) - 1) * var(x) + (length(y) - 1) * var(y)) / (n - 2))
  d <- (mean(x) - mean(y)) / s; lim <- c(ncp(d / h, n - 2, .975), ncp(d / h, n - 2, .025)) * h
  g <- suppressWarnings(hedges_g(x, y)); stopifnot(abs(g$Hedges_g - J(n - 2) * d) < 1e-9, abs(c(g$CI_low, g$CI_high) - J(n - 2) * lim) < 5e-5)
  put(name, d, lim, J(n - 2) * c(d, lim)); put(paste(name, "x"), x); put(paste(name, "y"), y)
}
ind("mtcars", mtcars$wt[mtcars$am == 0], mtcars$wt[mtcars$am == 1])
ind("uneven", c(3, 4, 4.5), c(1, 2.25, 2, 1.5, 3, 2, 2.5))
v <- c(2, 3, 9, 9.5, 30, 199, 1000); put("J df", v); put("J", J(v))
# lgamma loses digits by cancellation from some thousands on: there the series of Gamma(x + 1/2)/Gamma(x) is exact to 1e-17
w <- c(5000, 1e5, 1e7); put("J big df", w)
put("J big", sapply(w, function(x) { a <- x / 2; y <- a - 0.5; sqrt(y / a) * (1 - 1 / (8 * y) + 1 / (128 * y^2) + 5 / (1024 * y^3) - 21 / (32768 * y^4)) }))

# Wilcoxon from counts of whole differences -8..8 (gaps Q - L)
cnt <- c(0, 0, 1, 0, 3, 5, 9, 14, 22, 31, 17, 8, 4, 0, 2, 0, 1); d <- rep(-8:8, cnt)
w <- suppressWarnings(wilcox.test(d, exact = FALSE, correct = TRUE)); put("counts", cnt); put("counts wilcoxon", sum(d != 0), sum(d == 0), w$statistic, w$p.value)
for (d in list(c(0.5), c(1, -1), c(2, 2, -1, 0), c(-3, -3, -3, -3, -3, -3, -3))) {
  w <- suppressWarnings(wilcox.test(d, exact = FALSE, correct = TRUE)); put(paste("small", paste(d, collapse = " ")), sum(d != 0), sum(d == 0), w$statistic, w$p.value)
}

# floor change: McNemar exact, the net share
for (z in list(c(20, 11, 4, 60), c(5, 0, 0, 9), c(0, 9, 0, 40), c(30, 1, 12, 7), c(3, 4, 4, 5))) {
  x <- rep(c(0, 1, -1, 0), z); t <- if (sd(x) > 0) t.test(x)$conf.int else c(0, 0)
  put(paste("floor", paste(z, collapse = " ")), z[2] / (z[1] + z[2]), z[3] / (z[3] + z[4]), mean(x), t, if (z[2] + z[3]) binom.test(z[2], z[2] + z[3])$p.value else 1)
}

# regression to the mean
k <- !is.na(after - before); b <- before[k]; a <- after[k]; low <- b < 3
put("rtm", sum(k), sum(low), cor(b, a), mean(a[low] - b[low]), (1 - cor(b, a)) * (mean(b) - mean(b[low])))
# P(Y >= c | X < c) for a bivariate normal, by conditioning on X
for (s in c(0.01, 0.1, 0.3, 0.5, 0.8, 0.99)) for (r in c(-0.9, -0.3, 0, 0.35, 0.7, 0.95)) {
  z <- qnorm(s); f <- function(x) dnorm(x) * pnorm((r * x - z) / sqrt(1 - r^2))
  put(sprintf("up %g %g", s, r), integrate(f, -Inf, z, rel.tol = 1e-12, abs.tol = 0, subdivisions = 2000)$value / s)
}

# families
q <- c(.01, .04, NaN, .03, .2, .008, .049, .06, .9, .011); f <- c(3, 3, 3, 7, 7, 7, 7, 0, 0, 9)
put("family p", q); put("family of", f); put("family adj", ave(q, f, FUN = function(x) p.adjust(x, "BH")))
writeLines(out, "effects.csv")
cat(R.version.string, "effectsize", as.character(packageVersion("effectsize")), "\n")
