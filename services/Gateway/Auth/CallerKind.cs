namespace Chat.Gateway.Auth;

/// <summary>What a caller of the public API proved to be.</summary>
internal enum CallerKind
{
    /// <summary>A browser with a publishable key, not yet anybody.</summary>
    PublishableKey,

    /// <summary>The company's backend.</summary>
    SecretKey,

    /// <summary>A visitor with a token.</summary>
    Visitor,

    /// <summary>Somebody who works for the company, with an access token.</summary>
    Agent,

    /// <summary>A user of the company's, with a token its backend gave it.</summary>
    User,
}
