namespace Chat.Gateway.Proxy;

/// <summary>Who may use a proxied resource.</summary>
internal enum ProxyAccess
{
    /// <summary>Visitors and users (what is theirs), agents and secret keys.</summary>
    VisitorOrSecretKey,

    /// <summary>Whoever has a key or a token.</summary>
    Anyone,

    /// <summary>Visitors and users.</summary>
    Person,

    /// <summary>Publishable and secret keys, and agents.</summary>
    AnyKey,

    /// <summary>Secret keys.</summary>
    SecretKey,

    /// <summary>Agents (by their role) and secret keys.</summary>
    AgentOrSecretKey,

    /// <summary>Whoever has the link: the service checks its signature, and nobody is asked who they are.</summary>
    Link,
}
