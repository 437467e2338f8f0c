# Reference figures for src/Analytics/Compute/Weighted.cs and Raking.cs. Run in this folder: Rscript weighted.R (needs survey).
# The api data are the survey package's (public results of Californian schools); the answers are compute.R's.
suppressMessages(library(survey))
options(digits = 17)
num <- function(x) ifelse(is.nan(x) | is.na(x), "NaN", sprintf("%.17g", x))
out <- c()
put <- function(name, ...) out <<- c(out, paste(c(name, num(as.numeric(unlist(list(...))))), collapse = ";"))
est <- function(s, d) c(coef(s), SE(s), degf(d), confint(s, df = degf(d)))
data(api)

# S1, S4: stratified, fpc; strata as numbers
apistrat$h <- as.integer(factor(apistrat$stype)) - 1
put("strat y", apistrat$api00); put("strat w", apistrat$pw); put("strat h", apistrat$h)
put("strat N", tapply(apistrat$fpc, apistrat$h, unique))
d <- svydesign(id = ~1, strata = ~h, weights = ~pw, data = apistrat, fpc = ~fpc)
d0 <- svydesign(id = ~1, strata = ~h, weights = ~pw, data = apistrat)
put("strat fpc", est(svymean(~api00, d), d)); put("strat", est(svymean(~api00, d0), d0))
for (h in 0:2) { s <- subset(d, h == get("h", 1)); put(paste("strat domain", h), est(svymean(~api00, s), s)) }
put("strat enroll", apistrat$enroll)
big <- subset(d, enroll > 500); put("strat enroll over 500 fpc", est(svymean(~api00, big), big))
big <- subset(d0, enroll > 500); put("strat enroll over 500", est(svymean(~api00, big), big))

# S5: clusters
cl <- as.integer(factor(apiclus1$dnum)) - 1
put("clus y", apiclus1$api00); put("clus w", apiclus1$pw); put("clus c", cl); put("clus N", apiclus1$fpc[1])
d <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
d0 <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1)
put("clus fpc", est(svymean(~api00, d), d)); put("clus", est(svymean(~api00, d0), d0))
e <- subset(d0, stype == "E"); put("clus E", est(svymean(~api00, e), e)); put("clus isE", apiclus1$stype == "E")

# answers: uneven weights, units as clusters, item missing = domain
a <- read.csv("compute-answers.csv", sep = ";"); a$w <- 0.5 + (seq_len(nrow(a)) * 7919 %% 97) / 40
a$y <- ifelse(a$i11 > 8, NA, a$i11); put("answers w", a$w)
d <- svydesign(id = ~1, weights = ~w, data = a); s <- subset(d, !is.na(y)); put("answers", est(svymean(~y, s), s))
d <- svydesign(id = ~unit, weights = ~w, data = a)
for (u in 0:2) { s <- subset(d, role == u & !is.na(y)); put(paste("answers by unit role", u), est(svymean(~y, s), s)) }
k <- !is.na(a$y); put("answers kish", sum(a$w[k])^2 / sum(a$w[k]^2))

# S8: raking of a full table (survey's tests/kalton.R); a varies fastest
ct <- c(20, 50, 100, 30, 40, 140, 50, 100, 40, 310, 50, 70); pop <- c(80, 60, 170, 55, 40, 150, 60, 165, 55, 340, 200, 125)
t8 <- data.frame(a = rep(0:3, 3), b = rep(0:2, each = 4)); t8 <- t8[rep(1:12, ct), ]
pa <- data.frame(a = 0:3, Freq = as.vector(tapply(pop, rep(0:3, 3), sum))); pb <- data.frame(b = 0:2, Freq = as.vector(tapply(pop, rep(0:2, each = 4), sum)))
d <- suppressWarnings(svydesign(id = ~1, data = t8))
r <- rake(d, list(~a, ~b), list(pa, pb), control = list(maxit = 500, epsilon = 1e-11))
put("kalton counts", ct); put("kalton a", pa$Freq); put("kalton b", pb$Freq)
put("kalton weights", weights(r)[!duplicated(t8)])

# S7: raking of apiclus1 on school type and sch.wide
put("rake stype", as.integer(apiclus1$stype) - 1); put("rake wide", as.integer(apiclus1$sch.wide) - 1); put("rake enroll", apiclus1$enroll)
d <- svydesign(id = ~dnum, weights = ~pw, data = apiclus1, fpc = ~fpc)
ps <- data.frame(stype = levels(apiclus1$stype), Freq = c(4421, 755, 1018)); pw <- data.frame(sch.wide = c("No", "Yes"), Freq = c(1072, 5122))
r <- rake(d, list(~stype, ~sch.wide), list(ps, pw), control = list(maxit = 500, epsilon = 1e-11))
put("rake total enroll", coef(svytotal(~enroll, r)), coef(svymean(~api00, r))); put("rake weights", weights(r))
writeLines(out, "weighted.csv")
cat(R.version.string, "survey", as.character(packageVersion("survey")), "\n")
