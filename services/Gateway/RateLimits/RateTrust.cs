namespace Chat.Gateway.RateLimits;

/// <summary>How much is known of who sends a message.</summary>
internal enum RateTrust
{
    /// <summary>No credential: who it is, is what it says of itself. The address counts as the visitor does.</summary>
    Nobody,

    /// <summary>A token or a publishable key: many of them may be behind one address.</summary>
    Visitor,

    /// <summary>A secret key: the address is the company's server's.</summary>
    Server,
}
