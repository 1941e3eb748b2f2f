using Chat.Sessions.BusinessHours;
using Chat.Sessions.Settings;
using Chat.Sessions.Settings.Sections;

namespace Chat.Sessions.WidgetConfig;

/// <summary>Puts together what a widget needs to know; from memory.</summary>
internal sealed class GetWidgetConfigHandler(TenantSettings settings, BusinessCalendars calendars, TimeProvider time)
{
    public async ValueTask<WidgetConfigAnswer> HandleAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var all = await settings.GetAsync(tenantId, cancellationToken);
        var calendar = await calendars.GetAsync(tenantId, cancellationToken);
        var chat = all.Get<ChatSettings>();
        var now = time.GetUtcNow();
        var isOpen = calendar.IsOpen(now);
        return new WidgetConfigAnswer
        {
            IsOpen = isOpen,
            NextOpeningAt = isOpen ? null : calendar.NextOpening(now),
            TimeZone = calendar.Settings.TimeZone,
            OutsideHoursBehavior = isOpen ? null : calendar.Settings.OutsideBehavior,
            OutsideHoursMessage = isOpen ? null : calendar.Settings.OutsideMessage,
            Widget = all.Get<WidgetSettings>(),
            ChatMode = chat.ChatMode,
            MaxMessageCharacters = chat.MaxMessageCharacters,
            MaxHistoryMessages = chat.MaxHistoryMessages,
            VisitorAgentSelection = all.Get<AgentsSettings>().VisitorAgentSelection,
            HistoryEnabled = all.Get<CustomersSettings>().HistoryEnabled,
            ShowAiTag = all.Get<AiSettings>().ShowAiTag,
            Live = all.Get<LiveSettings>(),
            Files = WidgetFiles.From(all.Get<FilesSettings>()),
            Rating = all.Get<RatingSettings>(),
        };
    }
}
