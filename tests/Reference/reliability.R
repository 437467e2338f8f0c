# Reference figures for ItemCovariance, OneFactorModel and Reliability in src/Analytics/Compute. Run in this folder:
# Rscript reliability.R (after compute.R; needs psych and lavaan). attitude and mtcars come with R.
suppressMessages({ library(psych); library(lavaan) })
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))

scale <- function(name, d, give = TRUE) {
  d <- na.omit(d); k <- ncol(d); names(d) <- paste0("v", 1:k)
  if (give) { put(paste(name, "items"), k); put(paste(name, "rows"), t(as.matrix(d))) }
  a <- suppressWarnings(suppressMessages(alpha(d, warnings = FALSE)))
  put(paste(name, "alpha"), nrow(d), a$total$raw_alpha); put(paste(name, "rest"), a$item.stats$r.drop)
  if (k > 2) put(paste(name, "drop"), a$alpha.drop$raw_alpha)
  m <- paste0("f =~ ", paste0("l", 1:k, "*v", 1:k, collapse = " + "), "\n", paste0("v", 1:k, " ~~ t", 1:k, "*v", 1:k, collapse = "\n"),
    "\nA := ", paste0("l", 1:k, collapse = "+"), "\nB := ", paste0("t", 1:k, collapse = "+"), "\nomega := A^2/(A^2 + B)")
  # nlminb goes on as far as it can, or lavaan stops at six digits; that it then calls it no convergence is overruled
  ctl <- list(rel.tol = 1e-15, x.tol = 1e-15, abs.tol = 0, iter.max = 10000, eval.max = 20000)
  f <- suppressWarnings(cfa(m, d, std.lv = TRUE, control = ctl, optim.force.converged = TRUE))
  p <- parameterEstimates(f); e <- function(l) p[match(l, p$label), c("est", "se")]
  l <- e(paste0("l", 1:k)); t <- e(paste0("t", 1:k)); o <- e("omega"); s <- sign(sum(l$est))
  # the last digits: scoring from lavaan's solution, until W(Sigma - S)W leaves nothing; it must hardly move
  S <- cov(d) * (nrow(d) - 1) / nrow(d); x <- s * l$est; u <- t$est
  for (i in 1:200) {
    W <- solve(x %o% x + diag(u)); D <- W - W %*% S %*% W; v <- as.vector(W %*% x); q <- sum(v * x)
    g <- c(D %*% x, diag(D) / 2); I <- rbind(cbind(W * q + v %o% v, W * rep(v, each = k)), cbind(W * v, W^2 / 2)); h <- solve(I, g)
    x <- x - h[1:k]; u <- u - h[k + 1:k]
  }
  stopifnot(max(abs(x - s * l$est) / l$se) < 1e-3, max(abs(u - t$est) / t$se) < 1e-3, max(abs(h / c(l$se, t$se))) < 1e-9)
  se <- sqrt(diag(solve(I)) / nrow(d)); stopifnot(max(abs(se / c(l$se, t$se) - 1)) < 1e-3)
  A <- sum(x); B <- sum(u); J <- c(rep(2 * A * B, k), rep(-A^2, k)) / (A^2 + B)^2; ose <- sqrt(J %*% solve(I) %*% J / nrow(d))
  stopifnot(abs(A^2 / (A^2 + B) - o$est) < 1e-5, abs(ose / o$se - 1) < 1e-3)
  put(paste(name, "loadings"), x); put(paste(name, "loading errors"), se[1:k])
  put(paste(name, "residuals"), u); put(paste(name, "residual errors"), se[k + 1:k])
  put(paste(name, "omega"), A^2 / (A^2 + B), ose); put(paste(name, "lavaan omega"), o); put(paste(name, "fit"), fitMeasures(f, c("chisq", "df")))
  cat(name, nrow(d), "x", k, "alpha", a$total$raw_alpha, "omega", o$est, "+-", o$se, "smallest residual", min(t$est), "gradient", max(abs(lavInspect(f, "gradient"))), "\n")
}
scale("attitude", attitude)
a <- read.csv("compute-answers.csv", sep = ";"); a <- a[, 3 + 1:21]; a[a > 8] <- NA
scale("answers area 2", a[, c(4, 5, 6, 7, 8, 9)], FALSE)
scale("answers all", a[, -18], FALSE)
scale("three", a[, 1:3], FALSE)

# weak items, one of them turned round
set.seed(4, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
n <- 120; f <- rnorm(n); w <- data.frame(round(3 + f * 0.8 + rnorm(n)), round(3 + f * 0.5 + rnorm(n)), round(3 - f * 0.7 + rnorm(n)), round(3 + 0.9 * f + rnorm(n, 0, 0.8)), round(3 + 0.3 * f + rnorm(n)))
scale("turned", w)
# Heywood: two items hang together far more than the factor can tell
f <- rnorm(60); g <- rnorm(60); h <- data.frame(round(10 * (f + 0.9 * g)), round(10 * (f + g)), round(10 * (f + rnorm(60))), round(10 * (0.2 * f + rnorm(60))))
scale("heywood", h)
writeLines(out, "reliability.csv")
cat(R.version.string, "psych", as.character(packageVersion("psych")), "lavaan", as.character(packageVersion("lavaan")), "\n")
