namespace Atalaya.Accords.Log;

/// <summary>What a key signs notes as (C2SP signed-note, signature types). Others are not read.</summary>
public enum NoteKeyType
{
    /// <summary>Ed25519 over the note's text.</summary>
    Ed25519 = 1,
    /// <summary>Ed25519 over the text and a time (C2SP tlog-cosignature, <c>cosignature/v1</c>): a witness.</summary>
    Cosignature = 4,
}
