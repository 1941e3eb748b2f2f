using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Registers issuing and, where the service takes calls of other services, believing identity tokens.</summary>
internal static class IdentityFeature
{
    public static void AddIdentity(IServiceCollection services, bool validate)
    {
        services.AddOptionsWithValidateOnStart<IdentityOptions>().BindConfiguration(IdentityOptions.Section);
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>()
        );
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<IdentityOptions>, SigningKeyValidator>()
        );
        services.TryAddSingleton<IIdentityTokens, IdentityTokens>();
        if (!validate)
        {
            return;
        }

        services
            .AddAuthentication(InternalIdentity.Scheme)
            .AddScheme<AuthenticationSchemeOptions, InternalIdentityHandler>(InternalIdentity.Scheme, null);
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationPolicyProvider, PolicyProvider>();
    }
}
