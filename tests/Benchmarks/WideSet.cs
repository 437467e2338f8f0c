using System.Text;

namespace Digilo.Analytics.Benchmarks;

/// <summary>
/// A wide survey export as survey tools write it: answers as labels, 21 items and the importance of each, twelve other columns. The
/// same bytes on every machine: seeded, fixed dates.
/// </summary>
internal static class WideSet
{
    /// <summary>Rows of the file that is timed.</summary>
    public const int Respondents = 586_000;

    /// <summary>Rows of the file that memory is measured with.</summary>
    public const int ManyRespondents = 2_400_000;

    /// <summary>Answers of a row.</summary>
    public const int Answers = 42;

    /// <summary>Columns that are no answers.</summary>
    public const int Others = 12;

    private static readonly string[] Items =
    [
        "1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "5.4",
    ];

    private static readonly string[] Roles = ["adm", "bar", "chef", "hand", "lok", "lar", "ssk", "usk"];
    private static readonly string[] Genders = ["kvinna", "man", "annat"];
    private static readonly string[] Forms = ["tillsvidare", "visstid", "timavlönad"];
    private static readonly string[] Devices = ["eget", "delat", "inget"];

    /// <summary>The mapping profile of such files.</summary>
    public static string Profile => """
        {
          "extends": "standard-survey", "name": "bred-enkat", "version": "1", "synthetic": false,
          "levels": { "Nivå 1": 1, "Nivå 2": 2, "Nivå 3": 3, "Nivå 4": 4, "Nivå 5": 5, "Nivå 6": 6, "Nivå 7": 7, "Nivå 8": 8 },
          "missing": { "": "skipped", "Vet ej": "dontKnow" },
          "columns": [
            { "heading": "språk", "to": "ignore" },
        """ + string.Join(",\n", Items.Select(i =>
            $$"""{ "heading": "vikt {{i}}", "to": "importance", "item": "{{i}}", "codes": { "Vikt 1": 1, "Vikt 2": 2, "Vikt 3": 3, "Vikt 4": 4, "Vikt 5": 5 } }""")) + """

          ],
          "items": {
            "ids": ["1.1", "1.2", "1.3", "2.1", "2.2", "2.3", "2.4", "2.5", "2.6", "3.1", "3.2", "3.3", "3.4", "4.1", "4.2", "4.3", "4.4", "5.1", "5.2", "5.3", "5.4"],
            "heading": "{id}"
          }
        }
        """;

    /// <summary>Writes a file.</summary>
    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), 1 << 20) { NewLine = "\r\n" };
        file.Write("svarsid;anstnr;inlamnad;slutford;svarssatt;enhet;roll;kon;fodelsear;anstallningsform;digitalt_verktyg;språk");
        foreach (var prefix in (string[])["", "vikt "])
        {
            foreach (var item in Items)
            {
                file.Write(';');
                file.Write(prefix);
                file.Write(item);
            }
        }

        file.WriteLine();
        var random = new Sequence(20231002);
        var first = new DateTime(2023, 10, 2, 6, 0, 0);
        var line = new StringBuilder(512);
        for (var r = 0; r < rows; r++)
        {
            line.Clear();
            line.Append(1_000_000 + r).Append(";p").Append(2_000_000 + (int)((long)r * 7919 % rows)).Append(';');
            line.Append(first.AddSeconds(random.Next(25 * 86_400)).ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));
            line.Append(random.Next(20) == 0 ? ";nej;egen;E" : ";ja;egen;E").Append(1000 + random.Next(400)).Append(';');
            line.Append(Roles[random.Next(Roles.Length)]).Append(';').Append(Genders[random.Next(20) == 0 ? 2 : random.Next(2)]).Append(';');
            line.Append(1956 + random.Next(48)).Append(';').Append(Forms[random.Next(Forms.Length)]).Append(';').Append(Devices[random.Next(Devices.Length)]).Append(";sv");
            for (var i = 0; i < Items.Length; i++)
            {
                var level = random.Next(24);
                line.Append(level == 0 ? ";" : level == 1 ? ";Vet ej" : null);
                if (level > 1)
                {
                    line.Append(";Nivå ").Append((char)('1' + level % 8));
                }
            }

            for (var i = 0; i < Items.Length; i++)
            {
                line.Append(";Vikt ").Append((char)('1' + random.Next(5)));
            }

            file.WriteLine(line);
        }
    }
}
