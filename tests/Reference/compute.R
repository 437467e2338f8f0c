# Reference figures for src/Analytics/Compute. Run in this folder: Rscript compute.R
# Needs R >= 4.2 with survey and psych. Writes compute-*.csv, which the tests read. Nothing here is real data.
suppressMessages({ library(survey); library(psych) })
options(digits = 17, scipen = 0)

num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", ifelse(is.infinite(x), ifelse(x > 0, "Infinity", "-Infinity"), sprintf("%.17g", x)))
scalars <- list()
put <- function(name, ...) {
  v <- unlist(list(...), use.names = FALSE)
  scalars[[length(scalars) + 1]] <<- paste(c(name, num(as.numeric(v))), collapse = ";")
}
csv <- function(file, d) write.table(d, file, sep = ";", row.names = FALSE, quote = FALSE, eol = "\n")

# ---- quantiles of the normal, t, beta and F distributions, tails and fractional df included --------------------------
p <- c(1e-300, 1e-100, 1e-15, 1e-9, 1e-6, 1e-4, 0.0005, 0.005, 0.025, 0.1, 0.2, 0.25, 0.3, 0.4, 0.45, 0.499, 0.4999999, 0.5,
       0.500001, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9995, 0.999999)
csv("compute-normal.csv", data.frame(p = num(p), q = num(qnorm(p))))
# R's own qt, qbeta and qf are short of digits in places (qf(.001, 1, 7.3): nine): they are the start, and Newton on R's
# distribution functions, on the log scale and in the tail or the middle as fits, gives the figure.
polish <- function(q, step) { for (i in 1:8) q <- q * exp(step(q)); q }
qt2 <- function(p, df) {
  if (p == 0.5) return(0)
  m <- min(p, 1 - p); t0 <- abs(qt(m, df))
  t1 <- if (m < 0.25) polish(t0, function(t) (pt(-t, df, log.p = TRUE) - log(m)) * pt(-t, df) / (t * dt(t, df)))
        else polish(t0, function(t) -(pf(t^2, 1, df, log.p = TRUE) - log(1 - 2 * m)) * pf(t^2, 1, df) / (2 * t * dt(t, df)))
  if (p < 0.5) -t1 else t1
}
g <- expand.grid(p = p, df = c(0.1, 0.5, 1, 1.5, 2, 2.5, 3, 4.5, 7, 9, 14, 29.3, 57.25, 197, 1000, 4656, 1e5, 1e7))
g <- g[abs(qt(g$p, g$df)) < 1e150, ]          # beyond, the square leaves the range of a double
g$q <- mapply(qt2, g$p, g$df); g <- g[is.finite(g$q), ]
csv("compute-t.csv", data.frame(p = num(g$p), df = num(g$df), q = num(g$q), cdf = num(pt(g$q, g$df))))
qb2 <- function(p, a, b) polish(qbeta(p, a, b), function(x)
  (if (p < 0.5) -(pbeta(x, a, b, log.p = TRUE) - log(p)) * pbeta(x, a, b)
   else (pbeta(x, a, b, lower.tail = FALSE, log.p = TRUE) - log1p(-p)) * pbeta(x, a, b, lower.tail = FALSE)) / (x * dbeta(x, a, b)))
b <- expand.grid(p = c(1e-9, 0.005, 0.025, 0.05, 0.2, 0.5, 0.8, 0.975, 0.995, 0.999999),
                 a = c(0.5, 1, 2, 4.7, 16, 81, 1500.5, 50000), b = c(0.5, 1, 3, 35, 182, 2000, 50001))
b$q <- mapply(qb2, b$p, b$a, b$b); b <- b[b$q > 0 & b$q < 1 - 1e-6 & is.finite(b$q), ]
csv("compute-beta.csv", data.frame(p = num(b$p), a = num(b$a), b = num(b$b), q = num(b$q)))
qf2 <- function(p, m, n) polish(qf(p, m, n), function(x)
  (if (p < 0.5) -(pf(x, m, n, log.p = TRUE) - log(p)) * pf(x, m, n)
   else (pf(x, m, n, lower.tail = FALSE, log.p = TRUE) - log1p(-p)) * pf(x, m, n, lower.tail = FALSE)) / (x * df(x, m, n)))
f <- expand.grid(p = c(0.001, 0.025, 0.5, 0.975, 0.999), df1 = c(1, 2.5, 29, 174), df2 = c(1, 7.3, 29, 3000))
csv("compute-f.csv", data.frame(p = num(f$p), df1 = num(f$df1), df2 = num(f$df2), q = num(mapply(qf2, f$p, f$df1, f$df2))))

# ---- synthetic answers: 300 respondents, 21 items, a unit (-1 = none), a role, an importance per item 1 ----------------
set.seed(20250807, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
n <- 300; k <- 21
unit <- sample(c(-1L, 0:7), n, TRUE, c(1, 12, 9, 7, 5, 3, 2, 1, 1))
role <- sample(0:2, n, TRUE, c(6, 3, 1))
ability <- rnorm(n, 3.2 + 0.9 * role, 1.3)
ans <- sapply(1:k, function(j) pmin(8, pmax(0, round(ability + rnorm(n, sin(j), 1.1)))))
for (j in 1:k) {
  ans[runif(n) < 0.04, j] <- 252; ans[runif(n) < 0.02, j] <- 253; ans[runif(n) < 0.02, j] <- 251
}
gone <- runif(n) < 0.06                       # some stop half way: exercises the half-answered rule
ans[gone, 8:21] <- 252
ans[runif(n) < 0.02, ] <- 252                 # and some answered nothing
ans[, 18] <- 254                              # one item was not in this wave's instrument
imp <- sample(c(1:5, 252), n, TRUE, c(1, 2, 4, 5, 4, 1))
colnames(ans) <- paste0("i", 1:k)
csv("compute-answers.csv", data.frame(unit = unit, role = role, importance = imp, ans))
lev <- ans; lev[ans > 8] <- NA

# ---- moments: one row per item and unit (unit -2 = everybody); N = half again as many as n, or n -----------------------
rows <- list()
for (j in c(1, 2, 11, 18)) for (u in c(-2, 0:7)) {
  y <- lev[if (u == -2) rep(TRUE, n) else unit == u, j]; y <- y[!is.na(y)]; m <- length(y)
  N <- ceiling(1.5 * m)
  r <- c(item = j, unit = u, n = m, N = N, sum = sum(y), sumsq = sum(y^2), mean = NaN, var = NaN, se = NaN, lo = NaN, hi = NaN, sefpc = NaN, lofpc = NaN, hifpc = NaN)
  if (m > 0) r["mean"] <- mean(y)
  if (m > 1) {
    r["var"] <- var(y)
    s <- svymean(~y, svydesign(id = ~1, weights = ~w, data = data.frame(y = y, w = 1)))
    r["se"] <- SE(s)
    if (var(y) > 0) r[c("lo", "hi")] <- t.test(y)$conf.int else r[c("lo", "hi")] <- mean(y)
    des <- svydesign(id = ~1, fpc = ~N, data = data.frame(y = y, N = N)); s <- svymean(~y, des)
    r["sefpc"] <- SE(s); r[c("lofpc", "hifpc")] <- confint(s, df = degf(des))
  }
  rows[[length(rows) + 1]] <- r
}
csv("compute-moments.csv", as.data.frame(apply(do.call(rbind, rows), 2, num)))
data(api)
s1 <- svydesign(id = ~1, weights = ~pw, data = apisrs, fpc = ~fpc); s0 <- svydesign(id = ~1, weights = ~pw, data = apisrs)
put("S3 n mean sefpc se", nrow(apisrs), coef(svymean(~api00, s1)), SE(svymean(~api00, s1)), SE(suppressWarnings(svymean(~api00, s0))))
put("S3 confint fpc", confint(svymean(~api00, s1), df = degf(s1)))
put("S3 api00", apisrs$api00)

# ---- proportions -------------------------------------------------------------------------------------------------------
pr <- expand.grid(x = c(0, 1, 2, 5, 12, 15, 19, 20, 29, 81, 100), n = c(1, 2, 5, 20, 29, 30, 38, 148, 200, 263, 5000), conf = c(0.9, 0.95, 0.99))
pr <- pr[pr$x <= pr$n, ]
w <- mapply(function(x, n, cl) suppressWarnings(prop.test(x, n, conf.level = cl, correct = FALSE)$conf.int), pr$x, pr$n, pr$conf)
cp <- mapply(function(x, n, cl) binom.test(x, n, conf.level = cl)$conf.int, pr$x, pr$n, pr$conf)
csv("compute-proportions.csv", data.frame(x = pr$x, n = pr$n, confidence = num(pr$conf), wlo = num(w[1, ]), whi = num(w[2, ]), cplo = num(cp[1, ]), cphi = num(cp[2, ])))
# Wilson with the finite population: prop.test at the effective size
fp <- data.frame(x = c(12, 0, 30, 3, 39, 1, 20, 400), n = c(30, 12, 30, 7, 39, 39, 50, 1000), N = c(40, 15, 45, 8, 40, 40, 60, 1500))
fp$neff <- with(fp, n * (N - 1) / (N - n))
w <- mapply(function(x, n, e) suppressWarnings(prop.test(x / n * e, e, correct = FALSE)$conf.int), fp$x, fp$n, fp$neff)
csv("compute-wilson-fpc.csv", data.frame(x = fp$x, n = fp$n, N = fp$N, neff = num(fp$neff), lo = num(w[1, ]), hi = num(w[2, ])))
# Katz: the Wald interval of a log-binomial regression is the same thing by another road
for (z in list(c(21, 50, 48, 80), c(3, 17, 40, 90), c(5, 5, 40, 90))) {
  d <- data.frame(y = c(z[1], z[3]), m = c(z[2], z[4]) - c(z[1], z[3]), g = c(1, 0))
  ci <- if (z[1] == z[2]) exp(log(z[1] / z[2] / (z[3] / z[4])) + c(-1, 1) * qnorm(.975) * sqrt(1 / z[1] - 1 / z[2] + 1 / z[3] - 1 / z[4])) else {
    h <- suppressWarnings(glm(cbind(y, m) ~ g, binomial(log), d, start = c(log(z[3] / z[4]), 0), control = list(epsilon = 1e-15, maxit = 200)))
    exp(coef(h)[2] + c(-1, 1) * qnorm(.975) * sqrt(vcov(h)[2, 2])) }
  put(paste("katz", paste(z, collapse = " ")), z[1] / z[2] / (z[3] / z[4]), ci)
}

# ---- gaps: requirement by role; item 5 has none for role 2 (255) -------------------------------------------------------
req <- function(j) if (j == 5) c(3, 5, 255)[role + 1] else c(3, 4, 6)[role + 1]
for (j in c(1, 5, 18)) for (u in c(-2, 0, 3, 7)) {
  L <- lev[, j]; Q <- req(j); Q[Q > 8] <- NA
  keep <- (u == -2 | unit == u) & !is.na(L) & !is.na(Q); L <- L[keep]; Q <- Q[keep]; V <- imp[keep]; V[V > 5] <- NA
  m <- length(L); g <- Q - L
  if (m > 1) {
    ci <- if (var(g) > 0) t.test(g)$conf.int else c(NaN, NaN)
    c3 <- !is.na(V); A <- 1 + (L - 1) * 4 / 7
    put(sprintf("gap %d %d", j, u), m, mean(L), mean(Q), mean(g), mean(L < Q), mean(L > Q), mean(L == Q), mean(pmax(g, 0)),
        100 * (mean(L > Q) - mean(L < Q)), sum(g * mean(Q)) / m, var(g), ci, sum(c3),
        mean(g[c3]) * mean(V[c3]), sum((V[c3] - A[c3]) * mean(V[c3])) / sum(c3))
  } else put(sprintf("gap %d %d", j, u), m)
}

# ---- floor and index ---------------------------------------------------------------------------------------------------
mand <- list(c(1, 4, 8, 13, 17), c(1, 2, 4, 8, 13, 17, 20), integer(0))        # role 2 has no mandatory item: missing
floorOf <- function(r, j) if (r == 1 && j %in% c(4, 8)) 4 else 3
F1 <- rep(NA, n); nb <- na <- rep(0, n)
for (i in 1:n) {
  m <- mand[[role[i] + 1]]; if (!length(m)) next
  y <- lev[i, m]; z <- sapply(m, function(j) floorOf(role[i], j))
  nb[i] <- sum(y < z, na.rm = TRUE); na[i] <- sum(!is.na(y))
  F1[i] <- if (any(y < z, na.rm = TRUE)) 1 else if (anyNA(y)) NA else 0
}
idx <- apply(lev, 1, function(y) if (sum(!is.na(y)) >= ceiling(length(y) / 2)) mean(y, na.rm = TRUE) else NaN)
a3 <- apply(lev[, 7:12], 1, function(y) if (sum(!is.na(y)) >= 3) mean(y, na.rm = TRUE) else NaN)
csv("compute-persons.csv", data.frame(f1 = ifelse(is.na(F1), 255, F1), below = nb, answered = na, index = num(idx), area2 = num(a3)))
for (u in c(-2, 0:7)) {
  s <- (u == -2 | unit == u) & !is.na(F1); f <- F1[s]
  put(sprintf("f1 %d", u), sum(f), length(f), if (length(f)) mean(f) else NaN,
      if (length(f) && any(f == 1)) mean(f) * mean((nb[s] / na[s])[f == 1]) else if (length(f)) 0 else NaN)
}
x <- c(1, 2, 2, 3, 4, 5)
put("fgt", sapply(0:2, function(a) mean(((3 - x) / 3)^a * (x < 3))))

# ---- quantiles ---------------------------------------------------------------------------------------------------------
# The definition of qrule "math" is the smallest x with F(x) >= p. survey's own code (4.1-1) returns the second value where
# p < 1/n, for the quantile and for a bound of the interval; so the definition is passed as a function, and the script stops
# unless survey's own rule says the same wherever no p below 1/n is involved.
rule <- function(x, w, p) { o <- order(x); x[o][which(cumsum(w[o]) >= p * sum(w) - 1e-9)[1]] }
same <- function(a, b) isTRUE(all.equal(as.numeric(a), as.numeric(b), tolerance = 1e-12))
for (u in c(-2, 0:7)) {
  y <- idx[(u == -2 | unit == u) & !is.nan(idx)]; m <- length(y); if (m < 2) next
  plain <- svydesign(id = ~1, weights = ~w, data = data.frame(y = y, w = 1))
  fpc <- svydesign(id = ~1, fpc = ~N, data = data.frame(y = y, N = ceiling(1.5 * m)))
  for (q in c(0.1, 0.25, 0.5, 0.9)) {
    t1 <- quantile(y, q, type = 1, names = FALSE)
    r <- lapply(list(plain, fpc), function(d) {
      mine <- svyquantile(~y, d, q, qrule = rule, interval.type = "mean")$y[1:3]
      theirs <- svyquantile(~y, d, q, qrule = "math", interval.type = "mean")$y[1:3]
      stopifnot(same(mine[1], t1))
      if (q >= 1 / m) for (k in 1:3) if (!same(mine[k], theirs[k])) stopifnot(k > 1, mine[k] == min(y), theirs[k] == sort(y)[2])
      mine[2:3] })
    put(sprintf("quantile %d %g", u, q), m, t1, sum(y <= t1), unlist(r))
  }
}

# ---- inequality, reliability, multiplicity -------------------------------------------------------------------------------
x <- c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261)
put("gini theil", sum(abs(outer(x, x, "-"))) / (2 * length(x)^2 * mean(x)), mean(x / mean(x) * log(x / mean(x))))
z <- c(0, 0, 3, 7, 7, 12)
put("gini theil zeros", sum(abs(outer(z, z, "-"))) / (2 * length(z)^2 * mean(z)), mean(ifelse(z == 0, 0, z / mean(z) * log(z / mean(z)))))
a <- suppressWarnings(suppressMessages(alpha(attitude)))
put("alpha attitude", as.numeric(a$total$raw_alpha))
fe <- alpha.ci(a$total$raw_alpha, n.obs = nrow(attitude), n.var = ncol(attitude), p.val = 0.05, digits = 17)
put("feldt attitude", fe$lower.ci, fe$upper.ci)
put("attitude", as.matrix(attitude))
bh <- c(.0001, .0004, .0019, .0095, .0201, .0278, .0298, .0344, .0459, .3240, .4262, .5719, .6528, .7590, 1)
put("bh p", bh); put("bh adj", p.adjust(bh, "BH"))
bt <- c(.04, .01, .04, .2, .01, .9, .03); put("bh ties p", bt); put("bh ties adj", p.adjust(bt, "BH"))

writeLines(unlist(scalars), "compute-scalars.csv")
cat(R.version.string, "survey", as.character(packageVersion("survey")), "psych", as.character(packageVersion("psych")), "\n")
