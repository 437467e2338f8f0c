# Numbers in tests/Analytics.Tests/Runs/{AnswerIndicator,ItemIndicator,TwoWave,PublishedAnswers}Tests.cs: base R, and clubSandwich for the last.
#   Rscript tests/Reference/answers.R
show <- function(name, x) cat(name, format(x, digits = 6), "\n")
katz <- function(a, n, b, m) exp(log((a / n) / (b / m)) + c(-1, 1) * qnorm(.975) * sqrt((n - a) / (n * a) + (m - b) / (m * b)))

show("F3  8th of 80, 20 at (20*5+1)/21", quantile(c(rep(101 / 21, 20), rep(5, 60)), .1, type = 1))
show("F6  20 of 40 against 10 of 40", katz(20, 40, 10, 40))
rho <- rep(c(.8, .4), each = 150)
show("V3  R, CV, partial", c(1 - 2 * sd(rho), sd(rho) / mean(rho), sqrt(mean((rho - mean(rho))^2))))
show("HME parts and total", { i <- (c(4.2, 3.9, 3.8, 4.3, 4.4, 4.1, 4.0, 3.6, 4.3) - 1) / 4 * 100; c(tapply(i, rep(1:3, each = 3), mean), mean(i)) })
show("D1", { i <- (c(mean(2 + 0:39 %% 3), 2.5, 3) - 1) / 4 * 100; c(i, mean(i)) })
d <- c(rep(-1, 18), rep(1, 10), rep(0, 32))
show("CF1 change and interval", c(mean(d), t.test(d)$conf.int))
show("E2  up, down, net, McNemar", c(18 / 32, 10 / 28, 8 / 60, binom.test(18, 28)$p.value))
show("R4  16 of 32 against 7 of 28", katz(16, 32, 7, 28))
# Difference-in-differences of PublishedAnswersTests: units k, eight persons j in each, the first four trained between the waves.
did <- function(units) {
  d <- expand.grid(j = 0:7, k = 1:units); d$t <- as.numeric(d$j < 4); d$before <- 3 + (d$k + d$j) %% 3; d$after <- d$before + (d$k + d$j) %% 2 + d$t * (d$k %% 3 > 0)
  l <- rbind(data.frame(y = d$before, t = d$t, post = 0, u = d$k), data.frame(y = d$after, t = d$t, post = 1, u = d$k)); m <- lm(y ~ t * post, l)
  q <- if (units >= 20) clubSandwich::coef_test(m, "CR1S", cluster = l$u, test = "naive-t")[4, ] else clubSandwich::coef_test(m, "CR2", cluster = l$u, test = "Satterthwaite")[4, ]
  df <- if (units >= 20) units - 1 else q$df_Satt; cat("did, units:", units, "estimate", q$beta, "se", q$SE, "df", df, "interval", q$beta + c(-1, 1) * qt(.975, df) * q$SE, "\n")
}
did(20); did(10)
