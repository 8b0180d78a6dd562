using Atalaya.Plumes.Answers;

namespace Atalaya.Cli.Plumes.Pages;

/// <summary>What could be wrong, in plain language, with what to do about each.</summary>
internal static class CautionSection
{
    // What only says that a usual value was taken; everything else may turn the answer.
    private static readonly PlumeFlag[] Mild = [PlumeFlag.TurbulenceAssumed, PlumeFlag.AirAssumed, PlumeFlag.WindHeightAssumed, PlumeFlag.BoundsApproximate];

    public static void Write(PlumePageContext page)
    {
        var (markup, wording, flags) = (page.Markup, page.Wording, page.Finding.Answer.Flags);
        page.Section("cautions");
        if (flags.Count == 0)
            page.Paragraph(page.Say("no-cautions"));
        else
        {
            markup.Open("ul", "class", "cautions");
            foreach (var flag in flags.OrderBy(static f => Mild.Contains(f)))
            {
                markup.Open("li", "class", Mild.Contains(flag) ? null : "grave");
                markup.Element("strong", PlumeWords.Flag(flag, wording));
                markup.Element("span", PlumeWords.Remedy(flag, wording));
                markup.Close();
            }

            markup.Close();
        }

        var checks = PlumeWords.Checks(page.Finding, wording);
        if (checks.Count > 0)
        {
            page.Paragraph(page.Say("checks"));
            markup.Open("ul");
            foreach (var check in checks)
                markup.Element("li", check);
            markup.Close();
        }

        page.Paragraph(page.Say("always-wrong"), "aside");
        markup.Close();
    }
}
