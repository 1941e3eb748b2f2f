using Chat.ServiceDefaults.Identity;

namespace Chat.Sessions.Settings;

/// <summary>Who changed something.</summary>
/// <param name="Kind">An agent or a secret key. The numbers are stored.</param>
/// <param name="Id">Id of the agent or the key.</param>
/// <param name="Name">Name to show, may be empty.</param>
internal sealed record SettingsActor(PrincipalKind Kind, string Id, string Name)
{
    public static SettingsActor Of(Principal principal) =>
        new(principal.Kind, principal.Subject, principal.DisplayName ?? "");
}
