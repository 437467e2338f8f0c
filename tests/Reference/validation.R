# Expected figures of the method-validation test: reads the delivered files of validation/ (made by validation_data.R) and computes every
# family with survey, psych, lavaan, sandwich, clubSandwich and effectsize, knowing nothing of our code. Run in this folder:
# Rscript validation.R. Writes validation.csv: what names the row of the unrounded export, then its numbers; NA = not compared.
source("validation_functions.R")
training <- read("utbildning-2284.csv"); training <- training[training$kurs != "ALM-1", ]; training$h <- as.numeric(sub(",", ".", training$timmar))
single <- function(w, D) {
  b <- w$b
  for (g in Filter(function(g) g$full, groups(w))) {
    set(w, g); dom <- g$sel(b); reg <- w$reg[g$sel(w$reg), ]
    put("N", "count", nrow(reg)); put("V2", "share", sum(dom) / nrow(reg)); put("A1", "share", mean(reg$access))
    means("LEVEL", "index", "mean", b$index, dom, D); totals("LEVEL", "index", b$index, dom, D); put("LEVEL", "sd", sd(b$index[dom], na.rm = TRUE), item = "index")
    for (k in intersect(names(D), c("raked", "poststratified"))) { s <- at(D[[k]][[1]], b$index, dom); kk <- dom & !is.na(b$index); ww <- weights(D[[k]][[1]])[kk]; yy <- b$index[kk]; m <- weighted.mean(yy, ww)
      put("LEVEL", "sd", sqrt(sum(ww * (yy - m)^2) / sum(ww) * length(yy) / (length(yy) - 1)), item = "index", w = k)
      wd <- weights(D[[k]][[1]])[dom]; put("WEIGHTING", "n_eff", sum(wd)^2 / sum(wd^2), w = k); put("WEIGHTING", "deff_weights", sum(dom) / (sum(wd)^2 / sum(wd^2)), w = k) }
    shares("F1", "", b$F1, dom, D); shares("F1I", "index", as.numeric(b$index < floor), dom, D); means("F2", "", "f2", b$depth, dom, D)
    for (a in 0:2) means("F2", "index", paste0("fgt", a), ifelse(b$index < floor, ((floor - b$index) / floor)^a, 0), dom, D)
    quantiles(b$index, dom, D)
    F <- b$F1[dom]; known <- sum(!is.na(F)); below <- sum(F, na.rm = TRUE)
    put("F1", "all_silent_none_below", below / nrow(reg)); put("F1", "all_silent_all_below", (below + nrow(reg) - known) / nrow(reg))
    U <- sum(reg$unreach & !reg$id %in% b$id); for (k in intersect(names(D), c("none_domain", "raked"))) { kk <- dom & !is.na(b$F1); p <- weighted.mean(b$F1[kk], weights(D[[k]][[1]])[kk])
      put("F1", "unreachable_none_below", p * (nrow(reg) - U) / nrow(reg), w = split(k)$w); put("F1", "unreachable_all_below", (p * (nrow(reg) - U) + U) / nrow(reg), w = split(k)$w) }
    if (g$items) for (a in c(1, 4)) means("LEVEL", as.character(a), "mean", b[[paste0("area", a)]], dom, D)
    if (g$items) for (i in c(some, if (w$org == "2581") c("1.2", "5.4"))) {
      y <- w$y[, i]; q <- w$Q[, i] - y
      means("LEVEL", i, "mean", y, dom, D); shares("F1C", i, as.numeric(y < floor), dom, D); means("GAP", i, "mean", q, dom, D); shares("BELOW", i, as.numeric(q > 0), dom, D)
      means("GAP", i, "mean_shortfall", pmax(q, 0), dom, D); means("RDS", i, "rds", 100 * sign(-q), dom, D); means("F2", i, "fgt2", ifelse(y < floor, ((floor - y) / floor)^2, 0), dom, D)
      qq <- q[dom & !is.na(q)]; if (any(qq != 0)) { t <- suppressWarnings(wilcox.test(qq, exact = FALSE, correct = TRUE)); put("RDS", "wilcoxon_v", t$statistic, item = i, p = t$p.value, n = sum(qq != 0)); put("RDS", "rank_biserial", rank_biserial(qq[qq != 0], mu = 0)[[1]], item = i) }
      if (!is.null(w$V)) { products(i, "mwds", q, w$V[, i], dom, D); products(i, "mwds_classic", ifelse(is.na(q), NA, w$V[, i] - (1 + (y - 1) * 4 / 7)), w$V[, i], dom, D) } else products(i, "mwds", q, w$Q[, i], dom, D)
      wl <- list(none = rep(1, w$n), design = rep(w$N / w$n, w$n)); if (!is.null(D$raked)) wl$raked <- weights(D$raked[[1]])
      for (k in names(wl)) { bl <- dom & !is.na(q) & q > 0; if (any(bl)) { ww <- wl[[k]]; v <- sum(ww[bl]) * weighted.mean(q[bl], ww[bl]); put("PRIORITY", "priority_without_importance", v, item = i, w = k)
        if (!is.null(w$V)) { vv <- dom & !is.na(q) & !is.na(w$V[, i]); put("PRIORITY", "priority", v * weighted.mean(w$V[vv, i], ww[vv]) / 5, item = i, w = k) } } }
    }
    for (a in c("1", "2", "3", "4", "5", "all")) {                                    # reliability
      cols <- if (a == "all") items else items[substr(items, 1, 1) == a]; x <- na.omit(as.data.frame(w$y[dom, cols])); n <- nrow(x); if (n < 50) next
      al <- suppressWarnings(suppressMessages(psych::alpha(x, check.keys = FALSE))); ra <- al$total$raw_alpha; k <- length(cols)
      put("RELIABILITY", "alpha", ra, "feldt", a, lo = 1 - (1 - ra) * qf(.975, n - 1, (n - 1) * (k - 1)), hi = 1 - (1 - ra) * qf(.025, n - 1, (n - 1) * (k - 1)), n = n)
      for (i in cols[1:2]) { put("RELIABILITY", "item_rest", al$item.stats[i, "r.drop"], item = i, part = a); if (k > 2) put("RELIABILITY", "alpha_without", al$alpha.drop[i, "raw_alpha"], item = i, part = a) }
      names(x) <- paste0("x", seq_len(k)); mod <- paste0("f =~ ", paste0("l", 1:k, "*x", 1:k, collapse = " + "), "\n", paste0("x", 1:k, " ~~ t", 1:k, "*x", 1:k, collapse = "\n"), "\n", "omega := (", paste0("l", 1:k, collapse = "+"), ")^2/((", paste0("l", 1:k, collapse = "+"), ")^2+", paste0("t", 1:k, collapse = "+"), ")")
      fit <- cfa(mod, x, std.lv = TRUE, optim.force.converged = FALSE, control = list(rel.tol = 1e-14, x.tol = 1e-12, iter.max = 10000)); e <- parameterEstimates(fit); e <- e[e$label == "omega", ]
      if (lavInspect(fit, "converged")) put("RELIABILITY", "omega", e$est, "normal", a, se = e$se, lo = e$ci.lower, hi = e$ci.upper, n = n)
    }
  }
  g0 <- groups(w)[[1]]
  if (!is.null(D$raked)) {
    set(w, g0); for (v in c("role", "gender", "age", "device")) { f <- reformulate(setdiff(c("role", "gender", "age", "device"), v)); R <- w$reg
      d <- D$design[[1]]; for (x in c("role", "gender", "age", "device")) R[[x]] <- factor(R[[x]], levels(d$variables[[x]])); d2 <- calibrate(d, f, near(R, f), calfun = "raking", epsilon = 1e-13, maxit = 500)
      k <- !is.na(b$index); a1 <- weighted.mean(b$index[k], weights(D$raked[[1]])[k]); a0 <- weighted.mean(b$index[k], weights(d2)[k]); put("LEVEL", "mean_without_margin", a0, item = "index", part = v, w = "raked"); put("LEVEL", "mean_margin_effect", a1 - a0, item = "index", part = v, w = "raked") }
    for (s in c("smallest", "largest")) put("WEIGHTING", paste0(s, "_weight"), (if (s == "smallest") min else max)(weights(D$raked[[1]])), w = "raked")
    # representativeness
    R <- w$reg; R$a <- R$id %in% b$id
    for (m in list(list("with_device", c("role", "gender", "age", "form", "device")), list("without_device", c("role", "gender", "age", "form")), list("operation", "operation"))) {
      rho <- fitted(glm(reformulate(m[[2]], "a"), binomial, R, control = glm.control(epsilon = 1e-15, maxit = 100))); set(w, g0)
      put("V3", "r_indicator", 1 - 2 * sd(rho), part = m[[1]]); put("V3", "s_rho", sd(rho), part = m[[1]]); put("V3", "cv_rho", sd(rho) / mean(rho), part = m[[1]])
      for (v in m[[2]]) { k <- table(R[[v]]); mm <- tapply(rho, R[[v]], mean); ctx$breakdown <<- v; ctx$category <<- ""; put("V3", "partial", sqrt(sum(k / nrow(R) * (mm - mean(rho))^2)), part = m[[1]])
        for (x in names(k)) { ctx$category <<- x; put("V3", "partial", sqrt(k[[x]] / nrow(R)) * (mm[[x]] - mean(rho)), part = m[[1]], N = NA) } } }
    # hours (R5): 24 months up to the reference date
    h <- training[!is.na(training$avslutad) & as.Date(training$avslutad) > seq(as.Date(w$date), length = 2, by = "-24 months")[2] & as.Date(training$avslutad) <= as.Date(w$date), ]
    R$h <- sapply(R$id, function(i) sum(h$h[h$anstnr == i])); for (g in groups(w)[1:4]) { set(w, g); x <- R$h[g$sel(R)]; put("R5", "gini", gini(x)); put("R5", "theil_t", theil(x)); put("R1", "share", mean(R$id[g$sel(R)] %in% h$anstnr)) }
    set(w, g0); for (v in c("operation", "department")) { s <- tapply(R$h, R[[v]], sum) / sum(R$h); wi <- sum(s * tapply(R$h, R[[v]], theil)); put("R5", "theil_t_within", wi, part = v); put("R5", "theil_t_between", sum(s * log(tapply(R$h, R[[v]], mean) / mean(R$h))), part = v) }
    # groups against the rest
    fam <- list(list("department", ""), list("organisation", "operation"), list("organisation", "gender"), list("organisation", "role"))
    for (f in fam) { G <- Filter(function(g) g$scope == f[[1]] && g$breakdown == f[[2]] , groups(w)); v <- if (f[[2]] == "") "department" else f[[2]]
      for (val in c("index", "F1")) for (k in c("none_domain", "raked")) {
        y <- b[[val]]; res <- lapply(G, function(g) { dom <- !is.na(y); s <- at(D[[k]][[1]], y, dom); s <- update(s, ing = as.numeric(g$sel(b))[seq_along(s$variables$.y)]); s2 <- at(update(D[[k]][[1]], ing = as.numeric(g$sel(b))), y, dom); m <- svyglm(.y ~ ing, s2); df <- degf(s2); e <- coef(m)[[2]]; se <- SE(m)[[2]]; c(e, se, df, e / se, 2 * pt(-abs(e / se), df)) })
        adj <- p.adjust(sapply(res, `[`, 5), "BH")
        for (j in seq_along(G)) { set(w, G[[j]]); r <- res[[j]]; put(if (val == "index") "LEVEL" else "F1", paste0(if (val == "index") "mean" else "share", "_rest_difference"), r[1], "t", if (val == "index") "index" else "", w = split(k)$w, se = r[2], df = r[3], lo = r[1] - qt(.975, r[3]) * r[2], hi = r[1] + qt(.975, r[3]) * r[2], stat = r[4], p = r[5], adj = adj[j])
          if (val == "F1" && k == "none_domain") { s <- G[[j]]$sel(b); x1 <- sum(y[s], na.rm = TRUE); n1 <- sum(!is.na(y[s])); x2 <- sum(y[!s], na.rm = TRUE); n2 <- sum(!is.na(y[!s])); se <- sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2); q <- (x1 / n1) / (x2 / n2); put("F1", "disparity_ratio", q, "katz", lo = q * exp(-qnorm(.975) * se), hi = q * exp(qnorm(.975) * se), adj = adj[j]) } } }
      for (g in G) { set(w, g); s <- g$sel(w$reg); a <- w$reg$access; x1 <- sum(a[s]); n1 <- sum(s); x2 <- sum(a[!s]); n2 <- sum(!s); se <- sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2); q <- (x1 / n1) / (x2 / n2); put("A1", "disparity_ratio", q, "katz", lo = q * exp(-qnorm(.975) * se), hi = q * exp(qnorm(.975) * se)) } }
    # drivers: standardised over role x age by the register, weights 1
    set(w, g0); cellOf <- function(d) paste(d$role, d$age); Nh <- table(cellOf(w$reg))
    for (v in c("gender", "form", "device", "operation")) { cnt <- table(factor(b[[v]], sort(unique(w$reg[[v]])))); ref <- names(cnt)[which.max(cnt)]
      for (x in setdiff(names(cnt), ref)) { d <- b[!is.na(b$F1) & b[[v]] %in% c(x, ref), ]; d$h <- cellOf(d); tb <- table(factor(d$h, names(Nh)), d[[v]]); if (min(colSums(tb)) < 20) next
        hs <- names(Nh)[tb[, x] >= 2 & tb[, ref] >= 2]; d <- d[d$h %in% hs, ]; d$c <- d[[v]]; d$s <- paste(d$h, d$c); d$wt <- as.numeric(Nh[d$h]) / as.numeric(table(d$s)[d$s]); ds <- svydesign(~1, strata = ~s, weights = ~wt, data = d)
        bb <- svyby(~F1, ~c, ds, svymean, covmat = TRUE); r <- svycontrast(bb, setNames(c(1, -1), c(x, ref))); df <- degf(ds); e <- coef(r)[[1]]; se <- SE(r)[[1]]
        put("DRIVER", "risk_difference", e, "t", item = x, part = v, se = se, df = df, lo = e - qt(.975, df) * se, hi = e + qt(.975, df) * se, p = 2 * pt(-abs(e / se), df)); put("DRIVER", "coverage", sum(Nh[hs]) / sum(Nh), item = x, part = v); put("DRIVER", "standardised_share", coef(bb)[[x]], item = x, part = v) } }
    # joint logistic model, if enough are below for the parameters
    vars <- Filter(function(v) length(unique(b[[v]])) > 1, c("role", "gender", "age", "form", "device")); d <- b[!is.na(b$F1), ]; for (v in vars) { cnt <- table(factor(b[[v]], sort(unique(w$reg[[v]])))); d[[v]] <- relevel(factor(d[[v]]), names(cnt)[which.max(cnt)]) }
    k <- sum(sapply(vars, function(v) length(unique(b[[v]])) - 1)); if (min(sum(d$F1), sum(1 - d$F1)) >= 10 * k) { m <- glm(reformulate(vars, "F1"), binomial, d, control = glm.control(epsilon = 1e-15, maxit = 100)); z <- summary(m)$coefficients; set(w, g0)
      for (v in vars) for (x in levels(d[[v]])[-1]) { r <- z[paste0(v, x), ]; put("DRIVER", "odds_ratio", exp(r[1]), "wald", item = x, part = v, se = r[2], lo = exp(r[1] - qnorm(.975) * r[2]), hi = exp(r[1] + qnorm(.975) * r[2]), p = r[4], stat = r[1]) } }
  }
}
w1 <- wave("2284", "2021-02", "2021-02-01"); w2 <- wave("2284", "2022-04", "2022-04-01"); e <- wave("2581", "2022-04", "2022-04-01")
D1 <- designs(w1); D2 <- designs(w2); single(w1, D1); single(w2, D2)
single(e, designs(e, raked = FALSE)[c("none_domain", "design")])

# ---- change: waves stacked, each person one PSU -----------------------------------------------------------------------------------------
b1 <- w1$b; b2 <- w2$b; common <- c("id", "unit", "department", "operation", "role", "gender", "age", "form", "device", "index", "F1", "depth")
S <- rbind(cbind(b1[common], w = 1), cbind(b2[common], w = 2)); S$w <- factor(S$w); y12 <- rbind(w1$y, w2$y); S$d <- ifelse(S$w == 1, w1$N / w1$n, w2$N / w2$n); S$one <- 1
R12 <- rbind(cbind(w1$reg[c("role", "gender", "age", "device")], w = 1), cbind(w2$reg[c("role", "gender", "age", "device")], w = 2)); R12$w <- factor(R12$w)
for (v in c("role", "gender", "age", "device")) { l <- sort(unique(R12[[v]])); S[[v]] <- factor(S[[v]], l); R12[[v]] <- factor(R12[[v]], l) }
st <- svydesign(~id, weights = ~one, data = S); f <- ~w * (role + gender + age + device); rk <- calibrate(svydesign(~id, weights = ~d, data = S), f, near(R12, f), calfun = "raking", epsilon = 1e-13, maxit = 500)
stopifnot(max(abs(weights(rk) / c(weights(D1$raked[[1]]), weights(D2$raked[[1]])) - 1)) < 1e-8)
change <- function(d, val, dom) { dom <- dom & !is.na(val); d <- update(d, o1 = as.numeric(dom & w == 1), o2 = as.numeric(dom & w == 2), v1 = ifelse(dom & w == 1, val, 0), v2 = ifelse(dom & w == 2, val, 0))
  r <- svyratio(~v1 + v2, ~o1 + o2, d, covmat = TRUE); e <- coef(r)[[4]] - coef(r)[[1]]; V <- r$vcov; se <- sqrt(V[1, 1] + V[4, 4] - 2 * V[1, 4]); df <- length(unique(S$id[dom])) - 1; c(e, se, df, e / se, 2 * pt(-abs(e / se), df)) }
m <- merge(data.frame(id = b1$id, i = seq_along(b1$id)), data.frame(id = b2$id, j = seq_along(b2$id))); m <- m[order(m$i), ]
ft <- sapply(m$id, function(i) { x <- training$avslutad[training$anstnr == i]; if (length(x)) min(x) else "9999" }); m$x <- ifelse(ft <= "2021-02-01", "earlier", ifelse(ft <= "2022-04-01", "exposed", "comparison"))
for (g in Filter(function(g) g$full, groups(w2))) {
  set(w2, g, "2021-02"); dom <- g$sel(S); vals <- list(list("LEVEL", "index", "mean", S$index), list("F1", "", "share", S$F1), list("F2", "", "f2", S$depth), list("F1I", "index", "share", as.numeric(S$index < floor)))
  if (g$items) vals <- c(vals, lapply(some, function(i) list("LEVEL", i, "mean", y12[, i])), lapply(some, function(i) list("F1C", i, "share", as.numeric(y12[, i] < floor))))
  for (v in vals) for (k in c("none", "raked")) { if (sum(dom & !is.na(v[[4]]) & S$w == 1) == 0) next; r <- change(if (k == "none") st else rk, v[[4]], dom); if (!is.finite(r[2]) || r[2] == 0) next
    put(v[[1]], paste0(v[[3]], "_change"), r[1], "t", v[[2]], w = k, se = r[2], df = r[3], lo = r[1] - qt(.975, r[3]) * r[2], hi = r[1] + qt(.975, r[3]) * r[2], stat = r[4], p = r[5]) }
  own <- m[g$sel(b1)[m$i], ]
  paired <- function(measure, item, a, b) { k <- !is.na(a - b); a <- a[k]; b <- b[k]; n <- length(a); d <- b - a; if (n < 5 || sd(d) < 1e-9) return()
    t <- t.test(b, a, paired = TRUE); put(measure, "paired_change", mean(d), "t", item, se = sd(d) / sqrt(n), df = n - 1, lo = t$conf.int[1], hi = t$conf.int[2], n = n, stat = t$statistic, p = t$p.value)
    z <- mean(d) / sd(d); q <- qnorm(.975); s <- sqrt((var(a) + var(b)) / 2); dz <- sqrt(1 / n + z^2 / (2 * n)); j <- J(n - 1); dv <- mean(d) / s; sv <- sd(d) / sqrt(n) / s
    es <- cohens_d(b, a, paired = TRUE, verbose = FALSE); stopifnot(abs(es$Cohens_d - z) < 1e-12)
    put(measure, "d_z", z, "normal", item, se = dz, lo = z - q * dz, hi = z + q * dz, n = n); put(measure, "d_av", dv, "normal", item, se = sv, lo = dv - q * sv, hi = dv + q * sv); put(measure, "g_av", j * dv, "normal", item, lo = j * (dv - q * sv), hi = j * (dv + q * sv))
    lim <- c(ncp(t$statistic, n - 1, .975), ncp(t$statistic, n - 1, .025)) / sqrt(n); put(measure, "d_z", z, "noncentral_t", item, lo = lim[1], hi = lim[2]); put(measure, "g_z", j * z, "noncentral_t", item, lo = j * lim[1], hi = j * lim[2])
    wx <- suppressWarnings(wilcox.test(b, a, paired = TRUE, exact = FALSE, correct = TRUE)); put(measure, "wilcoxon_v", wx$statistic, item = item, p = wx$p.value); put(measure, "correlation", cor(a, b), item = item) }
  ex <- own[own$x == "exposed", ]; paired("PANEL", "index", b1$index[own$i], b2$index[own$j]); paired("E1", "index", b1$index[ex$i], b2$index[ex$j])
  if (g$items) for (i in some) paired("PANEL", i, w1$y[own$i, i], w2$y[own$j, i])
  a <- b1$F1[own$i]; b <- b2$F1[own$j]; k <- !is.na(a + b); a <- a[k]; b <- b[k]; up <- sum(a == 1 & b == 0); dn <- sum(a == 0 & b == 1); N0 <- length(a)
  if (N0 > 2) { if (sum(a) > 0) { i <- suppressWarnings(prop.test(up, sum(a), correct = FALSE)$conf.int); put("E2", "up", up / sum(a), "wilson", lo = i[1], hi = i[2], n = sum(a)) }
    if (sum(1 - a) > 0) put("E2", "down", dn / sum(1 - a), "wilson", n = sum(1 - a)); if (up + dn > 0) { t <- t.test(a - b); put("E2", "net", (up - dn) / N0, "t", se = t$stderr, df = N0 - 1, lo = t$conf.int[1], hi = t$conf.int[2], n = N0); put("E2", "mcnemar", up - dn, p = binom.test(up, up + dn)$p.value) } }
  if (g$scope != "unit" && g$breakdown == "") for (val in c("index", some, "F1")) {
    o <- own[own$x != "earlier", ]; ya <- if (val %in% c("index", "F1")) b1[[val]][o$i] else w1$y[o$i, val]; yb <- if (val %in% c("index", "F1")) b2[[val]][o$j] else w2$y[o$j, val]
    l <- rbind(data.frame(y = ya, t = o$x == "exposed", post = 0, u = b1$unit[o$i]), data.frame(y = yb, t = o$x == "exposed", post = 1, u = b1$unit[o$i])); l <- l[!is.na(l$y), ]; l$t <- as.numeric(l$t); if (length(unique(l$t)) < 2) next
    mo <- lm(y ~ t * post, l); G <- length(unique(l$u)); s1 <- sqrt(vcovCL(mo, l$u, type = "HC1")[4, 4]); c2 <- coef_test(mo, "CR2", cluster = l$u, test = "Satterthwaite")[4, ]; e1 <- coef(mo)[[4]]; z <- summary(mo)$coefficients[4, ]; pt_ <- if (val == "F1") "F1" else ""; it <- if (val == "F1") "" else val
    put("E3", "did", e1, "ols_t", it, pt_, se = z[2], df = mo$df.residual, p = z[4], n = nrow(l)); put("E3", "did", e1, "cr1_t", it, pt_, se = s1, df = G - 1, lo = e1 - qt(.975, G - 1) * s1, hi = e1 + qt(.975, G - 1) * s1, p = 2 * pt(-abs(e1 / s1), G - 1), neff = G)
    put("E3", "did", e1, "cr2_satterthwaite", it, pt_, se = c2$SE, df = c2$df_Satt, p = c2$p_Satt)
  }
}
writeLines(out, "validation.csv"); cat(length(out) - 1, "rows\n", R.version.string, "\n")
