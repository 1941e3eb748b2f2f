namespace Chat.Sessions.Settings;

/// <summary>
/// A tenant's settings of one concern: a record whose initialisers are the defaults and whose attributes are the bounds.
/// </summary>
internal interface ISettingsSection
{
    /// <summary>Its name in addresses, camelCase.</summary>
    static abstract string Name { get; }
}
