using Digilo.Analytics.Compute;

namespace Digilo.Analytics.Tests.Compute;

/// <summary>The synthetic register of estimation.R (1,500 persons, two waves of answers) and the figures R made of it.</summary>
internal static class EstimationData
{
    private static readonly double[][] Rows = Reference.Rows("estimation-persons.csv");

    public static readonly Dictionary<string, double[]> R = Reference.Named("estimation.csv");

    public const int Persons = 1500;

    public static readonly int[] Org = Column(1);
    public static readonly int[] Unit = Column(2);
    public static readonly int[] Operation = Column(3);
    public static readonly int[] Role = Column(4);
    public static readonly int[] Gender = Column(5);
    public static readonly int[] Age = Column(6);
    public static readonly int[] Device = Column(7);
    public static readonly bool[] Exposed = [.. Column(8).Select(v => v == 1)];

    /// <summary>The four margins of method §3.3, over the register.</summary>
    public static readonly int[][] Margins = [Role, Gender, Age, Device];

    /// <summary>Wave 1 and 2.</summary>
    public static readonly Wave[] Waves = [new(1), new(2)];

    public static double[] Totals(int[] category) =>
        [.. Enumerable.Range(0, category.Max() + 1).Select(c => (double)category.Count(x => x == c))];

    private static int[] Column(int column) => [.. Rows.Select(r => (int)r[column])];

    /// <summary>The respondents of one wave, in the register's order.</summary>
    internal sealed class Wave
    {
        public Wave(int number)
        {
            Answered = [.. Rows.Select(r => r[8 + number] == 1)];
            Person = [.. Enumerable.Range(0, Persons).Where(i => Answered[i])];
            Level = Of([.. Rows.Select(r => r[10 + number])]);
            Index = Of([.. Rows.Select(r => r[12 + number])]);
            Below = [.. Level.Select(y => double.IsNaN(y) ? y : y < 3 ? 1 : 0)];
            Start = [.. Person.Select(_ => (double)Persons / Person.Length)];
            Margin = [.. Margins.Select(Of)];
            RakingMargin = [.. Margins.Select(m => new RakingMargin(Of(m), Totals(m)))];
            Raked = Raking.Rake(Start, RakingMargin);
            RakedCalibration = Calibration.Of(Start, Margin);
        }

        public bool[] Answered { get; }

        public int[] Person { get; }

        public double[] Level { get; }

        public double[] Index { get; }

        public double[] Below { get; }

        public double[] Start { get; }

        public int[][] Margin { get; }

        public RakingMargin[] RakingMargin { get; }

        public RakingResult Raked { get; }

        public Calibration RakedCalibration { get; }

        public T[] Of<T>(T[] register) => [.. Person.Select(i => register[i])];

        /// <summary>Values of those with a category, the others outside the domain; −1 = everybody.</summary>
        public double[] Domain(double[] values, int[] register, int category) =>
            [.. values.Select((v, i) => category < 0 || register[Person[i]] == category ? v : double.NaN)];
    }
}
