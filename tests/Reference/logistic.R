# Reference figures for src/Analytics/Compute/LogisticRegression.cs. Run in this folder: Rscript logistic.R (after compute.R).
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))
a <- read.csv("compute-answers.csv", sep = ";")
# so strict that R goes on to the last digit and may then say that it did not converge
ctl <- list(epsilon = 1e-15, maxit = 100)
a$y <- as.numeric(a$i1 < 4)                    # below 4 or not; a code (251-253) counts as not, it is only an example
a$role <- factor(a$role); a$unit <- factor(ifelse(a$unit > 4, 5, a$unit))
a$w <- 0.5 + (seq_len(nrow(a)) * 7919 %% 97) / 40

options(warn = -1)
fit <- function(name, m) put(paste(name, "fit"), coef(m), t(vcov(m)), deviance(m))
X <- model.matrix(~ role + unit + importance, transform(a, importance = pmin(importance, 6)))
put("design", t(X)); put("columns", ncol(X)); put("y", a$y); put("w", a$w)
m <- glm(a$y ~ X - 1, family = binomial, control = ctl)
fit("persons", m); m0 <- m; put("persons fitted", fitted(m))
# the same persons as cells of role and unit: successes and trials
Z <- model.matrix(~ role + unit, a); m <- glm(a$y ~ Z - 1, family = binomial, control = ctl); fit("cells", m)
key <- do.call(paste, as.data.frame(Z)); o <- !duplicated(key)
put("cells design", t(Z[o, ])); put("cells columns", ncol(Z))
put("cells successes", tapply(a$y, factor(key, unique(key)), sum)); put("cells trials", tapply(a$y, factor(key, unique(key)), length))
# deviance of the cells themselves
s <- as.numeric(tapply(a$y, factor(key, unique(key)), sum)); t <- as.numeric(tapply(a$y, factor(key, unique(key)), length))
m <- glm(cbind(s, t - s) ~ Z[o, ] - 1, family = binomial, control = ctl); fit("binomial", m)
# weights
m <- glm(a$y ~ X - 1, family = binomial, weights = a$w, control = ctl, start = coef(m0)); put("weighted", coef(m), t(vcov(m)))
# steep: fitted probabilities from 1e-8 to 1 - 1e-8, no separation
x <- c(-9:9) * 2; t <- rep(100000, 19); s <- round(t * plogis(0.3 + x)); m <- glm(cbind(s, t - s) ~ x, family = binomial, control = ctl)
put("steep x", x); put("steep s", s); fit("steep", m)
writeLines(out, "logistic.csv")
cat(R.version.string, "\n")
