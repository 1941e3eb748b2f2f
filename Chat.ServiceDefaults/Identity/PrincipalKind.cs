namespace Chat.ServiceDefaults.Identity;

/// <summary>What a caller proved to be.</summary>
public enum PrincipalKind
{
    /// <summary>A person on the company's web page, by a visitor token.</summary>
    Visitor = 1,

    /// <summary>A person known to the company's backend, by a user token.</summary>
    User = 2,

    /// <summary>A person who works for the company.</summary>
    Agent = 3,

    /// <summary>A browser without a visitor token, by a publishable key.</summary>
    PublishableKey = 4,

    /// <summary>The company's backend, by a secret key.</summary>
    SecretKey = 5,

    /// <summary>A service of this suite, acting for nobody.</summary>
    Service = 6,
}
