using Atalaya.Archive.Records;
using Atalaya.Cli.Language;

namespace Atalaya.Cli.Answers;

/// <summary>A reason of a judgement in words.</summary>
internal static class ReasonWords
{
    /// <summary>The sentence of a reason's code with its values filled in.</summary>
    public static string Sentence(ReasonRecord reason, Wording wording) => reason.Code + " " + string.Join(' ', reason.Values.Select(v => v.ToString()));
}
