namespace Chat.AppHost;

/// <summary>How the first admin logs in.</summary>
/// <param name="Email">Its address.</param>
/// <param name="Password">The password it begins with.</param>
internal sealed record AdminLogin(string Email, ParameterResource Password);
