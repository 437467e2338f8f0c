# Reference figures for StandardisedDifference and DriverModel in src/Analytics/Compute. Run in this folder: Rscript drivers.R (needs
# survey). Writes drivers.csv and drivers-persons.csv: persons drawn here, who describe nobody.
suppressMessages(library(survey))
options(digits = 17, survey.lonely.psu = "fail")
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))
set.seed(31, kind = "Mersenne-Twister", normal.kind = "Inversion", sample.kind = "Rejection")
n <- 700
d <- data.frame(role = sample(0:2, n, TRUE, c(6, 3, 1)), age = sample(0:3, n, TRUE, c(2, 4, 4, 1)))
d$factor <- sample(c(-1, 0:4), n, TRUE, c(4, 40, 30, 15, 3, 1))           # category 4 has too few, 3 few common cells
d$device <- rbinom(n, 1, plogis(-0.3 + 0.7 * d$role)); d$form <- sample(0:2, n, TRUE, c(5, 3, 2))
d$below <- rbinom(n, 1, plogis(-1.2 + 0.5 * (d$factor == 1) + 0.3 * (d$factor == 2) - 0.5 * d$role + 0.3 * d$age - 0.6 * d$device))
d$below[runif(n) < 0.05] <- 255
d$w <- round(runif(n, 0.5, 4), 3); d$cell <- d$role * 4 + d$age
d$cell[runif(n) < 0.02] <- -1
N <- c(180, 420, 500, 90, 75, 160, 210, 60, 20, 60, 55, 0); put("register", N)
write.table(d[, c("below", "factor", "device", "form", "cell", "w")], "drivers-persons.csv", sep = ";", row.names = FALSE, quote = FALSE, eol = "\n")

known <- d[d$below < 255 & d$factor >= 0 & d$cell >= 0, ]
for (k in c(1:4)) for (weighted in c(FALSE, TRUE)) {
  x <- known[known$factor %in% c(0, k), ]; x$c <- as.integer(x$factor == k); own <- x[x$c == 1, ]
  tab <- table(factor(x$cell, 0:11), x$c); common <- which(tab[, 1] >= 2 & tab[, 2] >= 2 & N > 0) - 1
  name <- paste("difference", k, if (weighted) "weighted" else "plain"); w <- if (weighted) own$w else rep(1, nrow(own))
  if (nrow(own) < 20) { put(name, nrow(own), weighted.mean(own$below, w)); next }
  s <- x[x$cell %in% common, ]; W <- N / sum(N[common + 1])
  if (!weighted) {
    s$pw <- N[s$cell + 1] / ave(rep(1, nrow(s)), s$cell, s$c, FUN = sum); s$h <- interaction(s$cell, s$c, drop = TRUE)
    des <- svydesign(id = ~1, strata = ~h, weights = ~pw, data = s)
    b <- svyby(~below, ~c, des, svymean, covmat = TRUE); e <- svycontrast(b, c(-1, 1)); df <- degf(des); D <- as.numeric(coef(e)); se <- as.numeric(SE(e))
    est <- c(coef(b)[2], D, se, df, D + c(-1, 1) * qt(.975, df) * se, 2 * pt(-abs(D / se), df))
  } else {
    cells <- do.call(rbind, lapply(split(s, list(s$cell, s$c), drop = TRUE), function(y) {
      m <- svymean(~below, svydesign(id = ~1, weights = ~w, data = y)); data.frame(cell = y$cell[1], c = y$c[1], n = nrow(y), p = as.numeric(coef(m)), v = as.numeric(SE(m))^2) }))
    g <- W[cells$cell + 1]; D <- sum(g * cells$p * ifelse(cells$c == 1, 1, -1)); se <- sqrt(sum(g^2 * cells$v)); df <- sum(cells$n - 1)
    est <- c(sum((g * cells$p)[cells$c == 1]), D, se, df, D + c(-1, 1) * qt(.975, df) * se, 2 * pt(-abs(D / se), df))
  }
  put(name, nrow(own), weighted.mean(own$below, w), est, sum(N[common + 1]) / sum(N))
}

# joint model; car's vif.default written out
m <- d[d$below < 255 & d$factor >= 0 & d$factor < 4, ]
for (f in c("factor", "device", "form")) m[[f]] <- factor(m[[f]])
m$form <- relevel(m$form, "1")
fit <- glm(below ~ factor + device + form, binomial, m, control = list(epsilon = 1e-15, maxit = 100))
b <- coef(fit)[-1]; se <- sqrt(diag(vcov(fit)))[-1]
put("model", nrow(m), sum(m$below)); put("coefficients", b); put("errors", se); put("odds", exp(b)); put("low", exp(confint.default(fit)[-1, 1])); put("high", exp(confint.default(fit)[-1, 2]))
put("p", summary(fit)$coefficients[-1, 4])
R <- cov2cor(vcov(fit)[-1, -1]); a <- attr(model.matrix(fit), "assign")[-1]
put("inflation", sapply(1:3, function(i) (det(R[a == i, a == i, drop = FALSE]) * det(R[a != i, a != i]) / det(R))^(1 / sum(a == i))))
# two factors of two: the textbook VIF
f2 <- glm(below ~ device + I(form == "0"), binomial, m, control = list(epsilon = 1e-15, maxit = 100)); r <- cov2cor(vcov(f2)[-1, -1])[1, 2]; put("two", 1 / (1 - r^2))
writeLines(out, "drivers.csv")
cat(R.version.string, "survey", as.character(packageVersion("survey")), "\n")
