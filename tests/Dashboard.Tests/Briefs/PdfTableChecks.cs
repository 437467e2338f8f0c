namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Tables are regular and say which cells are headings of what.</summary>
internal static class PdfTableChecks
{
    public static void Check(PdfReader reader, List<string> faults)
    {
        foreach (var table in reader.Elements.Where(element => element.Type == "Table"))
        {
            Parts(table, faults);
            Rows(reader, table, faults);
            Headings(reader, table, faults);
        }

        foreach (var element in reader.Elements)
        {
            var kinds = element.Children.Select(child => child.Type).ToList();
            if ((kinds.Contains("TH") || kinds.Contains("TD")) && element.Type != "TR")
            {
                faults.Add("09-004 a cell stands outside a row");
            }

            if (kinds.Contains("TR") && element.Type is not ("Table" or "THead" or "TBody" or "TFoot"))
            {
                faults.Add("09-004 a row stands outside a table");
            }

            if ((kinds.Contains("THead") || kinds.Contains("TBody")) && element.Type != "Table")
            {
                faults.Add("09-004 a table's head or body stands outside it");
            }
        }
    }

    private static void Parts(Node table, List<string> faults)
    {
        var kinds = table.Children.Select(child => child.Type).ToList();
        if (kinds.Except(["Caption", "THead", "TBody", "TFoot", "TR"]).Any() || kinds.IndexOf("Caption") > 0)
        {
            faults.Add("09-004 a table holds something else than caption, head, body and rows");
        }

        if (kinds.Count(kind => kind == "THead") > 1 || kinds.Count(kind => kind == "Caption") > 1 || (kinds.Contains("THead") && !kinds.Contains("TBody")))
        {
            faults.Add("09-004 a table has two heads or captions, or a head without a body");
        }
    }

    private static void Rows(PdfReader reader, Node table, List<string> faults)
    {
        var rows = table.Children.SelectMany(child => child.Type == "TR" ? [child] : child.Type == "Caption" ? [] : child.Children).ToList();
        if (rows.Any(row => row.Type != "TR") || rows.SelectMany(row => row.Children).Any(cell => cell.Type is not ("TH" or "TD")))
        {
            faults.Add("09-004 a table's rows or cells are of another type");
        }

        var widths = rows.Select(row => row.Children.Sum(cell => Span(cell))).Distinct().ToList();
        if (widths.Count != 1)
        {
            faults.Add("15-005 a table's rows are not of one width");
        }

        int Span(Node cell) => reader.Attributes(cell).Select(attribute => reader.Number(attribute, "ColSpan")).FirstOrDefault(value => value is not null) ?? 1;
    }

    private static void Headings(PdfReader reader, Node table, List<string> faults)
    {
        var headings = table.All.Where(element => element.Type == "TH").ToList();
        foreach (var heading in headings)
        {
            var scope = reader.Attributes(heading).Where(attribute => reader.Name(attribute, "O") == "Table")
                .Select(attribute => reader.Name(attribute, "Scope")).FirstOrDefault(name => name is not null);
            if (scope is not ("Row" or "Column" or "Both"))
            {
                faults.Add("15-003 a table heading has no scope");
            }
        }

        if (headings.Count == 0)
        {
            faults.Add("15-003 a table has no headings");
        }
    }
}
