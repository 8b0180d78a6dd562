namespace Atalaya.Cli.Language;

/// <summary>Which resource file a text stands in: <c>Resources/&lt;area&gt;Text.resx</c> and its Spanish twin.</summary>
public enum TextArea
{
    /// <summary>Words of the domain: kinds, classes, faults, countries.</summary>
    Term,

    /// <summary>The counting rule and the tempo in sentences.</summary>
    Tempo,

    /// <summary>Two lists compared.</summary>
    Compare,

    /// <summary>The command line: help, errors.</summary>
    Command,

    /// <summary>Progress and tables on the terminal.</summary>
    Screen,

    /// <summary>The printed report.</summary>
    Page,

    /// <summary>Simulated cases.</summary>
    Simulate,
}
