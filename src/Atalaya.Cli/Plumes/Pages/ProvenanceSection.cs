namespace Atalaya.Cli.Plumes.Pages;

/// <summary>From what, by which method and with which command it was made.</summary>
internal static class ProvenanceSection
{
    public static void Write(PlumePageContext page)
    {
        var (markup, finding, wording) = (page.Markup, page.Finding, page.Wording);
        page.Section("provenance");
        page.OpenTable(page.Say("inputs-caption"), page.Say("col-file"), "SHA-256", "#" + page.Say("col-bytes"));
        foreach (var input in finding.Inputs)
        {
            markup.Open("tr");
            markup.Element("th", input.Name, "scope", "row");
            markup.Open("td");
            markup.Element("code", input.Sha256);
            markup.Close();
            markup.Element("td", wording.Number(input.Bytes), "class", "n");
            markup.Close();
        }

        page.CloseTable();
        markup.Open("p");
        markup.Text(page.Say("made-with") + " ");
        markup.Element("code", finding.CommandLine);
        markup.Close();
        page.Paragraph(page.Say("method", finding.Answer.MethodVersion, page.Say("method." + PlumeWords.Kebab(finding.Answer.Method)), finding.Answer.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        page.Paragraph(page.Say("files-beside"), "small");
        markup.Close();
    }
}
