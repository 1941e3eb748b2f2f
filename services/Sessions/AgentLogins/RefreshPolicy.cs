namespace Chat.Sessions.AgentLogins;

/// <summary>What a refresh token is good for.</summary>
internal static class RefreshPolicy
{
    /// <remarks>
    /// 1. The newest token is replaced. 2. The one before it, within the leeway, gets the same successor again. 3. Any
    /// other one of the login was stolen, or its successor was. 4. A number ahead of the row's can only be older than a
    /// database that was restored: it opens nothing.
    /// </remarks>
    public static RefreshOutcome Decide(int generation, LoginSnapshot login, TimeSpan leeway) =>
        login.IsOver || generation > login.Generation ? RefreshOutcome.Refuse
        : generation == login.Generation ? RefreshOutcome.Replace
        : generation == login.Generation - 1 && login.SinceRefresh <= leeway ? RefreshOutcome.Repeat
        : RefreshOutcome.EndLogin;
}
