# Weighted figures (method 3.1-3.3) by survey: start N/n, raked to role, gender, age band and device. Sourced by vectors.R.
margins <- function(w) {
  v <- c("role", "gender", "age", "device"); without <- sum(w$p$device == "inget") > 0 && sum(w$r$b$device == "inget") < 20
  if (without) v <- setdiff(v, "device")                     # device is never collapsed: too few without one, and the margin is dropped
  Filter(function(x) length(unique(w$p[[x]])) > 1, v)        # a margin of one category adds nothing
}
merged <- function(w) {                                      # a role with under five respondents joins the neighbour that the settings name
  small <- Filter(function(x) sum(w$r$b$role == x) < 5, unique(w$p$role)); if (length(unique(w$p$role)) > 1) for (x in small) { to <- w$set$neighbours$role[[x]]; w$p$role[w$p$role == x] <- to; w$r$b$role[w$r$b$role == x] <- to }
  for (x in margins(w)) stopifnot(min(table(factor(w$r$b[[x]], unique(w$p[[x]])))) >= 5)
  w
}
raked <- function(w, v = margins(merged(w))) {
  w <- merged(w)
  b <- w$r$b; b$w0 <- nrow(w$p) / nrow(b); p <- w$p; for (x in v) { l <- sort(unique(p[[x]])); b[[x]] <- factor(b[[x]], l); p[[x]] <- factor(p[[x]], l) }
  f <- if (length(v)) reformulate(v) else ~1; b$row <- seq_len(nrow(b))
  calibrate(svydesign(~1, weights = ~w0, data = b), f, colSums(model.matrix(f, p)), calfun = "raking", epsilon = 1e-13, maxit = 500)
}
design_of <- local({ kept <- list(); function(w) { key <- paste(nrow(w$p), paste(w$r$b$id, collapse = " "), paste(w$p$device, collapse = "")); if (is.null(kept[[key]])) kept[[key]] <<- raked(w); kept[[key]] } })
weighted <- function(w, row, y, is_share) {
  d <- design_of(w); k <- inside(w$r$b, row) & !is.na(y); n <- sum(k); s <- subset(update(d, .y = ifelse(k, y, 0), .k = k), .k); m <- svymean(~.y, s); e <- coef(m)[[1]]; se <- SE(m)[[1]]; df <- n - 1
  neff <- sum(weights(d)[k])^2 / sum(weights(d)[k]^2); if (is_share && (e < 1e-12 || e > 1 - 1e-12)) { i <- wilson(round(e), neff); return(list(n = n, value = round(e), se = 0, df = df, se_fpc = 0, method = "wilson_neff", lower = max(0, i[1]), upper = min(1, i[2]), lower_fpc = max(0, i[1]), upper_fpc = min(1, i[2]))) }
  f <- se * sqrt(1 - nrow(w$r$b) / nrow(w$p)); out <- list(n = n, value = e, se = se, df = df, se_fpc = f)
  bounds <- function(error) if (!is_share) e + c(-1, 1) * qt(.975, df) * error else { nk <- min(n, e * (1 - e) / error^2 * (qt(.025, n - 1) / qt(.025, df))^2); c(qbeta(.025, nk * e, nk * (1 - e) + 1), qbeta(.975, nk * e + 1, nk * (1 - e))) }
  i <- bounds(se); j <- bounds(f); c(out, list(method = if (is_share) "korn_graubard" else "t", lower = i[1], upper = i[2], lower_fpc = j[1], upper_fpc = j[2]))
}
point <- function(w, row, v, y) { k <- inside(w$r$b, row) & !is.na(y); weighted.mean(y[k], weights(raked(w, v))[k]) }

measure$F1W <- function(w, row) weighted(w, row, w$r$F1, TRUE)
measure$LEVELW <- function(w, row) weighted(w, row, if (row$column == "index") w$r$index else w$r$y[, row$column], FALSE)
measure$F1M <- function(w, row) { v <- margins(merged(w)); number(point(w, row, v, w$r$F1) - point(w, row, setdiff(v, row$column), w$r$F1), sum(!is.na(w$r$F1[inside(w$r$b, row)]))) }
measure$DEFF <- function(w, row) { x <- weights(design_of(w))[inside(w$r$b, row)]; number(length(x) * sum(x^2) / sum(x)^2, length(x)) }
# the ratio of a group to all others, on the log scale; the flag goes by the difference
ratio_to_rest <- function(w, k) {
  y <- w$r$F1; known <- !is.na(y); d <- update(design_of(w), v1 = ifelse(k & known, y, 0), o1 = as.numeric(k & known), v2 = ifelse(!k & known, y, 0), o2 = as.numeric(!k & known))
  r <- svyratio(~v1 + v2, ~o1 + o2, d, covmat = TRUE); e <- coef(r)[c(1, 4)]; V <- r$vcov[c(1, 4), c(1, 4)]; df <- sum(known) - 1; l <- sqrt(sum((V / outer(e, e)) * outer(c(1, -1), c(1, -1)))); se <- sqrt(sum(V * outer(c(1, -1), c(1, -1))))
  list(n = sum(k & known), value = e[[1]] / e[[2]], method = "log_t", df = df, lower = exp(log(e[[1]] / e[[2]]) - qt(.975, df) * l), upper = exp(log(e[[1]] / e[[2]]) + qt(.975, df) * l), p = 2 * pt(-abs((e[[1]] - e[[2]]) / se), df))
}
measure$F6W <- function(w, row) {
  me <- inside(w$r$b, row); if (row$column == "all") return(ratio_to_rest(w, me))
  x <- weights(design_of(w)); enough <- function(k) { k <- k & !is.na(w$r$F1); sum(x[k])^2 / sum(x[k]^2) >= 30 }; family <- Filter(function(k) enough(k) && enough(!k), division(w, row))
  p <- p.adjust(sapply(family, function(k) ratio_to_rest(w, k)$p), "BH")[sapply(family, function(k) all(k == me))]; q <- ratio_to_rest(w, me); number(if (p < .05 && (q$value < 0.8 || q$value > 1.25)) sign(q$value - 1) else 0, q$n)
}
# the change between waves stacked, each person one PSU, each wave raked to its own register
weighted_change <- function(w, row, what) {
  v <- margins(w); b1 <- w$r0$b; b2 <- w$r$b; j <- earlier_row(w); id <- c(paste0("b", seq_len(nrow(b1))), ifelse(is.na(j), paste0("a", seq_len(nrow(b2))), paste0("b", j)))
  S <- rbind(b1[c("unit", "department", "secret", v)], b2[c("unit", "department", "secret", v)]); S$id <- id; S$w <- factor(rep(1:2, c(nrow(b1), nrow(b2)))); S$y <- c(w$r0[[what]], w$r[[what]]); S$d <- ifelse(S$w == 1, nrow(w$p0) / nrow(b1), nrow(w$p) / nrow(b2))
  R <- rbind(w$p0[v], w$p[v]); R$w <- factor(rep(1:2, c(nrow(w$p0), nrow(w$p)))); for (x in v) { l <- sort(unique(R[[x]])); S[[x]] <- factor(S[[x]], l); R[[x]] <- factor(R[[x]], l) }
  f <- as.formula(paste("~ w * (", paste(v, collapse = " + "), ")")); k <- inside(transform(S, gender = as.character(gender)), row) & !is.na(S$y)
  d <- calibrate(svydesign(~id, weights = ~d, data = S), f, colSums(model.matrix(f, R)), calfun = "raking", epsilon = 1e-13, maxit = 500)
  d <- update(d, o1 = as.numeric(k & w == 1), o2 = as.numeric(k & w == 2), v1 = ifelse(k & w == 1, y, 0), v2 = ifelse(k & w == 2, y, 0)); r <- svyratio(~v1 + v2, ~o1 + o2, d, covmat = TRUE)
  e <- coef(r)[[4]] - coef(r)[[1]]; se <- sqrt(r$vcov[1, 1] + r$vcov[4, 4] - 2 * r$vcov[1, 4]); df <- length(unique(id[k])) - 1
  list(n = sum(k & S$w == 2), value = e, method = "t", se = se, df = df, lower = e - qt(.975, df) * se, upper = e + qt(.975, df) * se, p = 2 * pt(-abs(e / se), df))
}
weighted_changes <- function(what) function(w, row) {
  if (row$column == "all") return(weighted_change(w, row, what))
  rows <- if (row$scope == "organisation" && row$breakdown == "") list(row) else lapply(unique(w$p$department), function(x) { r <- row; r$code <- x; r }); all <- lapply(rows, function(r) weighted_change(w, r, what))
  a <- p.adjust(sapply(all, `[[`, "p"), "BH"); me <- which(sapply(rows, function(r) r$code == row$code)); number(if (a[me] <= .05) sign(all[[me]]$value) else 0, all[[me]]$n)
}
measure$CF1W <- weighted_changes("F1"); measure$CLEVELW <- weighted_changes("index")
