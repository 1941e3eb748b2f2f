namespace Chat.Gateway.AgentLogin;

/// <summary>A login, as the API shows it.</summary>
internal sealed record LoginAnswer
{
    /// <summary>Access token, to be sent as <c>Authorization: Bearer</c>.</summary>
    public required string Token { get; init; }

    /// <summary>When the access token stops being taken.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Goes on with the login, once; the next answer has its successor.</summary>
    public required string RefreshToken { get; init; }

    /// <summary>When the login ends unless it is refreshed before.</summary>
    public required DateTimeOffset RefreshExpiresAt { get; init; }

    /// <summary>Who came in.</summary>
    public required LoginAgent Agent { get; init; }
}
