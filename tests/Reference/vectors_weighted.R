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
