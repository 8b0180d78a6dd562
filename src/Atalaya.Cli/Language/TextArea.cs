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

    /// <summary>Readings and wind: what was understood, what is missing, what is implausible.</summary>
    PlumeCheck,

    /// <summary>The command line: help, errors.</summary>
    Command,

    /// <summary>Progress and tables on the terminal.</summary>
    Screen,

    /// <summary>The printed report.</summary>
    Page,

    /// <summary>Sources of a gas: the command, its answer and its page.</summary>
    Locate,
    /// <summary>Simulated cases.</summary>
    Simulate,

    /// <summary>Accords: rules, faults and states of records, and what officers are told.</summary>
    Accord,

    /// <summary>Nodes and witnesses: the command and what it tells.</summary>
    Node,
}
