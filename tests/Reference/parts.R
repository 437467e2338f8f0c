# Reference figures for Inequality, FloorDepth, Gaps (Wilcoxon, priority), AttitudeScale and SkillsLadder in src/Analytics/Compute.
# Run in this folder: Rscript parts.R (after compute.R). Base R only: ineq's formulas are written out (cran/ineq, R/ineq.R), and give
# the numbers that its help page prints.
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))

# ---- inequality ----------------------------------------------------------------------------------------------------------
gini <- function(x, w) sum(w %o% w * abs(outer(x, x, "-"))) / (2 * sum(w)^2 * weighted.mean(x, w))
tt <- function(x, w) { m <- weighted.mean(x, w); weighted.mean(ifelse(x == 0, 0, x / m * log(ifelse(x == 0, 1, x) / m)), w) }
tl <- function(x, w) { m <- weighted.mean(x, w); weighted.mean(log(m / x), w) }
atk <- function(x, e, w) { m <- weighted.mean(x, w); if (e == 1) 1 - exp(weighted.mean(log(x), w)) / m else 1 - weighted.mean(x^(1 - e), w)^(1 / (1 - e)) / m }
dec <- function(x, g, w, s) {
  m <- weighted.mean(x, w); k <- sort(unique(g)); p <- sapply(k, function(i) sum(w[g == i])) / sum(w); mg <- sapply(k, function(i) weighted.mean(x[g == i], w[g == i]))
  if (s == "T") c(sum(p * mg / m * sapply(k, function(i) tt(x[g == i], w[g == i]))), sum(ifelse(mg == 0, 0, p * mg / m * log(mg / m))))
  else c(sum(p * sapply(k, function(i) tl(x[g == i], w[g == i]))), sum(p * log(m / mg)))
}
x <- c(541, 1463, 2445, 3438, 4437, 5401, 6392, 8304, 11904, 22261); one <- rep(1, 10)
put("published", gini(x, one), tt(x, one), tl(x, one), atk(x, .5, one)); g <- rep(0:1, each = 5)
put("published halves", dec(x, g, one, "T"), dec(x, g, one, "L"))
set.seed(77, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
x <- 0.3 + round(rexp(60) * 20, 1); w <- round(runif(60, 0.4, 3), 2); g <- sample(0:3, 60, TRUE)
put("x", x); put("w", w); put("g", g)
put("weighted", gini(x, w), tt(x, w), tl(x, w), atk(x, .5, w), atk(x, 1, w), atk(x, 2, w)); put("weighted parts", dec(x, g, w, "T"), dec(x, g, w, "L"))
z <- ifelse(x < 8, 0, x); put("zeros", z); put("zeros figures", gini(z, w), tt(z, w), atk(z, .5, w), atk(z, 1, w), dec(z, g, w, "T"))

# ---- depth under the floor -----------------------------------------------------------------------------------------------
p <- read.csv("compute-persons.csv", sep = ";"); a <- read.csv("compute-answers.csv", sep = ";"); n <- nrow(a)
pw <- 0.5 + (seq_len(n) * 7919 %% 97) / 40; put("person weights", pw)
for (al in 0:2) {
  d <- ((3.5 - p$index) / 3.5)^al * (p$index < 3.5); k <- !is.na(d) & a$unit >= 0
  put(paste("depth", al), sum(k), weighted.mean(d[k], pw[k])); put(paste("depth parts", al), tapply(pw[k] * d[k], factor(a$unit[k], 0:7), sum) / sum(pw[k]))
}

# ---- gaps ----------------------------------------------------------------------------------------------------------------
req <- function(j) if (j == 5) c(3, 5, NA)[a$role + 1] else c(3, 4, 6)[a$role + 1]
for (j in c(1, 5)) for (u in c(-2, 0, 3)) {
  L <- a[[paste0("i", j)]]; L[L > 8] <- NA; Q <- req(j); V <- a$importance; V[V > 5] <- NA
  k <- (u == -2 | a$unit == u) & !is.na(L) & !is.na(Q); b <- k & L < Q; v <- k & !is.na(V)
  wt <- suppressWarnings(wilcox.test((Q - L)[k], exact = FALSE, correct = TRUE))
  put(sprintf("gap %d %d", j, u), sum(Q[k] != L[k]), wt$statistic, wt$p.value, sum(pw[b]), weighted.mean((Q - L)[b], pw[b]), weighted.mean(V[v], pw[v]),
      sum(pw[b]) * weighted.mean((Q - L)[b], pw[b]) * weighted.mean(V[v], pw[v]) / 5, sum(b) * mean((Q - L)[b]) * mean(V[v]) / 5)
}

# ---- attitude scales: nine items with holes, three parts -------------------------------------------------------------------
h <- matrix(sample(c(1:5, NA), 9 * 40, TRUE, c(1, 2, 4, 6, 5, 1)), 40); h[, 8] <- c(h[1:12, 8], rep(NA, 28))
i <- (colMeans(h, na.rm = TRUE) - 1) / 4 * 100
put("hme answers", ifelse(is.na(h), 252, h)); put("hme", i, tapply(i, rep(1:3, each = 3), mean), mean(i)); put("hme least", min(colSums(!is.na(h))))

# ---- area scores: 0-3, half must be answered --------------------------------------------------------------------------------
s <- matrix(sample(c(0:3, NA), 5 * 50, TRUE, c(1, 2, 2, 2, 3)), 50); r <- 100 * rowMeans(s, na.rm = TRUE) / 3; r[rowSums(!is.na(s)) < 3] <- NaN
put("sat answers", ifelse(is.na(s), 252, s)); put("sat", r)
writeLines(out, "parts.csv")
cat(R.version.string, "\n")
