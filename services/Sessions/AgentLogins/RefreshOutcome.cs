namespace Chat.Sessions.AgentLogins;

/// <summary>What happens to a login whose refresh token is shown.</summary>
internal enum RefreshOutcome
{
    /// <summary>A new token takes its place.</summary>
    Replace,

    /// <summary>Its successor is given once more.</summary>
    Repeat,

    /// <summary>Nothing; the caller is not let in.</summary>
    Refuse,

    /// <summary>Two hold tokens of one login: nobody is let in with it any more.</summary>
    EndLogin,
}
