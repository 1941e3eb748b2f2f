using System.ComponentModel.DataAnnotations;

namespace Chat.Webhooks.Secrets;

/// <summary>The keys under which signing secrets lie in the database.</summary>
internal sealed class SecretsOptions
{
    public const string Section = "Webhooks:Secrets";

    /// <summary>
    /// Encrypts the signing secrets of subscriptions: base64 of at least 32 random bytes, the same for every instance.
    /// Required; without it, or one of <see cref="PreviousEncryptionKeys"/>, the stored secrets are lost.
    /// </summary>
    [Required(
        ErrorMessage = "Webhooks:Secrets:EncryptionKey is missing: set it to base64 of 32 random bytes, the same for every instance."
    )]
    public string EncryptionKey { get; set; } = "";

    /// <summary>
    /// Keys that still decrypt. To rotate: move the old key here and set a new <see cref="EncryptionKey"/>; every start
    /// encrypts anew what lies under an old key, then the old one can go. At most 5; default none.
    /// </summary>
    [MaxLength(5, ErrorMessage = "Webhooks:Secrets:PreviousEncryptionKeys must have at most 5 entries.")]
    public string[] PreviousEncryptionKeys { get; set; } = [];
}
