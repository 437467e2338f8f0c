using System.Text;
using Digilo.Analytics.Model;

namespace Digilo.Analytics.Dashboard.Demo;

/// <summary>LÄS-MIG.txt: what the files are, for whoever opens the folder.</summary>
internal static class DemoReadMe
{
    /// <summary>The text, with CRLF.</summary>
    public static string Text(int seed, IReadOnlyList<DemoFile> files)
    {
        var text = new StringBuilder();
        text.Append("SYNTETISKA UPPGIFTER\n\n")
            .Append("Allt i den här mappen är påhittat av ett program (frö ").Append(DemoText.Digits(seed)).Append("). Organisationerna finns, men ingen\n")
            .Append("person, ingen enhet och inget svar i filerna är verkligt. Här finns inga personnummer utan bara\n")
            .Append("löpnummer som SYN-2284-00017, och adresserna ligger under example.org, som är reserverat för exempel.\n")
            .Append("AID-etiketterna är påhittade utom 207008 och 207023.\n\n")
            .Append("Filerna ser ut som de exporter som en kommun lämnar: semikolon, decimalkomma, rubriker på första raden.\n")
            .Append("Skellefteås filer är i Windows-1252, Umeås i UTF-8 med BOM, övrigas i UTF-8 utan BOM. Rubrikerna och\n")
            .Append("koderna beskrivs i docs/deliver.md.\n\n")
            .Append("Med avsikt finns här: små enheter, en nästan tyst enhet per organisation, en enhet som bytt namn,\n")
            .Append("medarbetare utan digitalt verktyg som sällan svarar, timavlönade, frånvarande, personer med två\n")
            .Append("anställningar och med skyddad identitet, dubbla och avbrutna svar, några svar och utbildningar på\n")
            .Append("nummer som inget register känner, en kurskod som saknas i kursfilen, och tre felaktiga rader i\n")
            .Append("Piteås enkät våren 2022 så att karantänen syns.\n\n")
            .Append("Alla lämnar inte allt: Piteå saknar it-lista, närvaro, coachningspar, planer och idéer, Skellefteå\n")
            .Append("saknar it-lista, närvaro och coachningspar, och regionen saknar idéer och åtgärdsrader. Då står det\n")
            .Append("på sidorna vilken fil som fattas.\n\n")
            .Append("FILERNA, i den ordning som de läses in\n");
        var organisation = "";
        foreach (var file in files)
        {
            if (file.Organisation != organisation)
            {
                organisation = file.Organisation;
                text.Append('\n').Append(organisation).Append('\n');
            }

            var name = file.Path[(file.Path.LastIndexOf('/') + 1)..];
            text.Append("  ").Append(name.PadRight(34)).Append(Describe(file)).Append(" (profil ").Append(file.Profile).Append(")\n");
        }

        text.Append("\n\nSYNTHETIC DATA\n\n")
            .Append("Everything in this folder was made up by a program (seed ").Append(DemoText.Digits(seed)).Append("). The organisations exist; no person,\n")
            .Append("unit or answer in these files does. The columns are described in docs/deliver.md.\n");
        return text.ToString().ReplaceLineEndings("\r\n");
    }

    private static string Describe(DemoFile file) => file.Kind switch
    {
        DeliveryKind.Units => "förvaltningar och enheter",
        DeliveryKind.Requirements => "krav per roll och kompetens",
        DeliveryKind.Courses => "kurser",
        DeliveryKind.Register => "personalregister den " + DemoText.Date(file.AsOf),
        DeliveryKind.Training => "utbildningar till och med " + DemoText.Date(file.AsOf),
        DeliveryKind.Access => "it:s lista över konton och enheter den " + DemoText.Date(file.AsOf),
        DeliveryKind.Attendance => "närvaro vid programmens kurstillfällen",
        DeliveryKind.Coaching => "coachningspar",
        DeliveryKind.Plans => "transformationsplaner",
        DeliveryKind.PlanActions => "planernas åtgärder",
        DeliveryKind.Ideas => "idélogg",
        _ => "enkätsvar, mätning " + file.Wave,
    };
}
