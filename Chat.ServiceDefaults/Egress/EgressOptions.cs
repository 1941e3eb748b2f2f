namespace Chat.ServiceDefaults.Egress;

/// <summary>What endpoints named by customers may be. Both switches are for development.</summary>
public sealed class EgressOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Egress";

    /// <summary>Accepts <c>http://</c> endpoints too. Default false, so that only <c>https://</c> is accepted.</summary>
    public bool AllowInsecure { get; set; }

    /// <summary>
    /// Connects to loopback, private and otherwise reserved addresses too. Default false: a customer must not make the
    /// suite call into its own network.
    /// </summary>
    public bool AllowPrivateNetworks { get; set; }
}
