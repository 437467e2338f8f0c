namespace Digilo.Analytics.Dashboard.Tests.Briefs;

/// <summary>Lists are made of items, items of labels and bodies.</summary>
internal static class PdfListChecks
{
    public static void Check(PdfReader reader, List<string> faults)
    {
        foreach (var element in reader.Elements)
        {
            var kinds = element.Children.Select(child => child.Type).ToList();
            var wrong = element.Type switch
            {
                "L" => kinds.Count == 0 || kinds.Except(["L", "LI", "Caption"]).Any() || kinds.IndexOf("Caption") > 0,
                "LI" => kinds.Except(["Lbl", "LBody"]).Any() || !kinds.Contains("LBody"),
                _ => kinds.Any(kind => kind is "LI" or "LBody") || (kinds.Contains("Lbl") && element.Type is not ("Note" or "TOCI")),
            };
            if (wrong)
            {
                faults.Add($"09-005 the list structure around a {element.Type} is broken");
            }

            if (element.Type == "L" && element.Children.Any(item => item.Children.Any(child => child.Type == "Lbl"))
                && !reader.Attributes(element).Any(attribute => reader.Name(attribute, "ListNumbering") is not (null or "None")))
            {
                faults.Add("UA 7.6 a list with labels does not say how they are made");
            }
        }
    }
}
