# Reference figures for src/Analytics/Compute/NoncentralT.cs and for the tails of the other distributions there.
# Run in this folder: python3 noncentral_t.py (Debian: python3-mpmath). Writes noncentral-t.csv and noncentral-t-ncp.csv.
# R's pt(q, df, ncp) keeps twelve decimals, not digits, and less for |ncp| > 37.62: so the defining integral is taken with 34 digits,
# by Gauss-Legendre over pieces between the points where the integrand has fallen by exp(-80). effects.R lays R's pt beside it.
import mpmath as mp
mp.mp.dps = 34

def tail(t, df, ncp, lower):
    """P(T <= t) or P(T > t): the integral of Phi(+-(t s - ncp)) over the density of s = sqrt(chi2/df), in u = ln s."""
    t, df, ncp = mp.mpf(t), mp.mpf(df), mp.mpf(ncp)
    sign = 1 if lower else -1
    constant = mp.log(2) + df / 2 * mp.log(df / 2) - mp.loggamma(df / 2)
    def logf(u):
        x = sign * (t * mp.exp(u) - ncp)
        phi = mp.ncdf(x) if x > -200 else mp.npdf(x) / -x      # beyond, only the place of the peak is asked for
        return constant + df * u - df * mp.exp(2 * u) / 2 + (mp.log(phi) if phi > 0 else -x * x / 2)
    # the peak: the integrand is log-concave in s, so thirds will find it
    a, b = mp.mpf(-60) - 60 / df, mp.mpf(6)
    while b - a > mp.mpf(10) ** -6:
        m1, m2 = a + (b - a) / 3, b - (b - a) / 3
        if logf(m1) < logf(m2): a = m1
        else: b = m2
    peak = (a + b) / 2; top = logf(peak)
    def end(direction):
        width = mp.mpf(10) ** -5
        while logf(peak + direction * width) > top - 80: width *= mp.mpf('1.2')
        return peak + direction * width
    low, high = end(-1), end(1)
    # more pieces where Phi rises, which may be narrow
    rise = [mp.log((ncp + k) / t) for k in range(-12, 13, 2) if t != 0 and (ncp + k) / t > 0]
    points = sorted(set([low + (high - low) * k / 16 for k in range(17)] + [u for u in rise if low < u < high]))
    return mp.quad(lambda u: mp.exp(logf(u) - top), points, method='gauss-legendre') * mp.exp(top)

def text(x): return mp.nstr(x, 25, min_fixed=0, max_fixed=0)

rows = []
for df in ['0.5', '1', '2.5', '9', '29.3', '300', '4656', '100000']:
    for ncp in ['-3', '0', '0.7', '4.06213', '40', '300']:
        v, n = mp.mpf(df), mp.mpf(ncp)
        spread = mp.sqrt(1 + n * n / (2 * v))
        # the points are exact decimals, so that every program reads the same number
        for z in [-12, -6, -2, '-0.3', 0, 1, 4, 10]:
            t = mp.nstr(n + mp.mpf(z) * spread, 7)
            rows.append((t, df, ncp))
    for t in ['0', '-25', '1e4']:
        rows.append((t, df, '2'))
with open('noncentral-t.csv', 'w') as f:
    f.write('t;df;ncp;lower;upper\n')
    for t, df, ncp in rows:
        lower, upper = tail(t, df, ncp, True), tail(t, df, ncp, False)
        assert abs(lower + upper - 1) < mp.mpf(10) ** -20, (t, df, ncp)
        f.write(f'{t};{df};{ncp};{text(lower)};{text(upper)}\n')

# ncp inversion: P(T <= t; df, ncp) = p, by the secant method on the integral
def ncp_of(p, t, df):
    t, df, p = mp.mpf(t), mp.mpf(df), mp.mpf(p)
    low = p <= mp.mpf('0.5')
    target = mp.log(p if low else 1 - p)
    z = mp.sqrt(2) * mp.erfinv(2 * p - 1)
    start = t - z * mp.sqrt(1 + t * t / (2 * df))
    mp.mp.dps = 26
    root = mp.findroot(lambda d: mp.log(tail(t, df, d, low)) - target, (start, start + mp.mpf('0.05') * (1 + abs(start))), tol=mp.mpf(10) ** -40, verify=False)
    mp.mp.dps = 34
    return root
with open('noncentral-t-ncp.csv', 'w') as f:
    f.write('p;t;df;ncp\n')
    for df in ['2', '9', '48.7', '5000']:
        for t in ['-2.2', '0', '0.4', '4.062128', '21.5', '120']:
            for p in ['1e-6', '0.025', '0.5', '0.975', '0.999999']:
                f.write(f'{p};{t};{df};{text(ncp_of(p, t, df))}\n')
