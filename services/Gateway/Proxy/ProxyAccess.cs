namespace Chat.Gateway.Proxy;

/// <summary>Who may use a proxied resource.</summary>
internal enum ProxyAccess
{
    /// <summary>Visitors (what is theirs) and secret keys.</summary>
    VisitorOrSecretKey,

    /// <summary>Publishable and secret keys.</summary>
    AnyKey,

    /// <summary>Secret keys.</summary>
    SecretKey,
}
