namespace Digilo.Analytics.Disclosure.Tests.Attack;

/// <summary>A sum of variables with coefficients, plus a constant.</summary>
internal sealed class Sum
{
    private readonly SortedDictionary<int, double> _terms = [];

    public Sum(double constant = 0) => Constant = constant;

    public double Constant { get; private set; }

    public IReadOnlyDictionary<int, double> Terms => _terms;

    public static Sum Of(int variable, double factor = 1) => new Sum().Add(variable, factor);

    public Sum Add(int variable, double factor = 1)
    {
        _terms[variable] = _terms.GetValueOrDefault(variable) + factor;
        return this;
    }

    public Sum Add(Sum other, double factor = 1)
    {
        foreach (var (variable, f) in other._terms)
        {
            Add(variable, f * factor);
        }

        Constant += other.Constant * factor;
        return this;
    }

    public Sum Add(double constant)
    {
        Constant += constant;
        return this;
    }

    public static Sum operator +(Sum a, Sum b) => new Sum().Add(a).Add(b);

    public static Sum operator -(Sum a, Sum b) => new Sum().Add(a).Add(b, -1);

    public static Sum operator *(double factor, Sum a) => new Sum().Add(a, factor);

    public static Sum operator +(Sum a, double constant) => new Sum(constant).Add(a);

    public static Sum operator -(Sum a, double constant) => new Sum(-constant).Add(a);

    public double At(IReadOnlyList<double> point) => Constant + _terms.Sum(t => t.Value * point[t.Key]);
}
