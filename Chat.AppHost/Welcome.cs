using Microsoft.Extensions.Hosting;

namespace Chat.AppHost;

/// <summary>Prints what a newcomer needs, once everything is healthy. run.sh waits for its first line.</summary>
/// <remarks>
/// The secret key and the password are printed too: they are this machine's own, made here and kept in its state folder.
/// </remarks>
internal sealed class Welcome(
    ResourceNotificationService notifications,
    EndpointReference gateway,
    ParameterResource publishableKey,
    ParameterResource secretKey,
    AdminLogin admin,
    string dashboardLink
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The gateway waits for all the others.
        await notifications.WaitForResourceHealthyAsync(gateway.Resource.Name, stoppingToken);
        var publishable = await publishableKey.GetValueAsync(stoppingToken);
        var secret = await secretKey.GetValueAsync(stoppingToken);
        var password = await admin.Password.GetValueAsync(stoppingToken);
        var url = gateway.Url;
        await Console.Out.WriteLineAsync(
            $$"""

            Everything is healthy.

              Demo page        {{url}}/
              API docs         {{url}}/docs
              Dashboard        {{dashboardLink}}
              Publishable key  {{publishable}}
              Secret key       {{secret}}
              First admin      {{admin.Email}} {{password}}

              curl -N {{url}}/v1/chat -H "Authorization: Bearer {{publishable}}" \
                -H "Content-Type: application/json" -d '{"message":"How do I reset my password?"}'

            """
        );
    }
}
