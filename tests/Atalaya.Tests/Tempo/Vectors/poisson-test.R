# Rscript poisson-test.R > poisson-test.tsv
# Two counts (or, where x2 is NA, one count against a known rate) through R's own poisson.test.
cases <- list(
  c(18, 10, 12, 365), c(18, 10, 1, 30), c(18, 10, 0, 365), c(0, 10, 12, 365), c(0, 10, 1, 0.5),
  c(1, 1, 0, 1), c(3, 10, 3, 10), c(5, 7.5, 11, 22.25), c(2, 30, 60, 90), c(137, 28, 1041, 337),
  c(1, 0.25, 900, 365.25), c(40, 365, 3, 10), c(7, 30, 7, 30), c(100000, 1000, 99000, 1000), c(6, 1, 12, 2),
  c(18, 10, NA, 1/30), c(0, 10, NA, 0.1), c(3, 10, NA, 0.3), c(2, 10, NA, 5), c(250, 30, NA, 7.9), c(1, 10, NA, 1e-6))
cat("x1\tt1\tx2\tt2\tr\talternative\tlevel\tp\tlower\tupper\testimate\n")
for (k in cases) for (r in c(1, 2.5)) for (a in c("two.sided", "greater", "less")) for (l in c(0.95, 0.8)) {
  t <- if (is.na(k[3])) poisson.test(k[1], k[2], r * k[4], a, l) else poisson.test(c(k[1], k[3]), c(k[2], k[4]), r, a, l)
  s <- if (is.na(k[3])) k[4] else 1
  cat(sprintf("%.17g\t%.17g\t%s\t%.17g\t%.17g\t%s\t%.17g\t%.17g\t%.17g\t%.17g\t%.17g\n",
    k[1], k[2], if (is.na(k[3])) "NA" else sprintf("%.17g", k[3]), k[4], r, a, l, t$p.value, t$conf.int[1] / s, t$conf.int[2] / s, t$estimate / s))
}
