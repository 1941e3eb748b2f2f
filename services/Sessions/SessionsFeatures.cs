using Chat.Sessions.AgentLogins;
using Chat.Sessions.Agents;
using Chat.Sessions.AgentThreads;
using Chat.Sessions.Analytics;
using Chat.Sessions.Attachments;
using Chat.Sessions.BusinessHours;
using Chat.Sessions.CannedResponses;
using Chat.Sessions.Conversations;
using Chat.Sessions.CustomerPresence;
using Chat.Sessions.Customers;
using Chat.Sessions.Intake;
using Chat.Sessions.Keys;
using Chat.Sessions.Labels;
using Chat.Sessions.Leads;
using Chat.Sessions.Live;
using Chat.Sessions.Log;
using Chat.Sessions.MessageEdits;
using Chat.Sessions.Messages;
using Chat.Sessions.Notes;
using Chat.Sessions.OfflineMessages;
using Chat.Sessions.Presence;
using Chat.Sessions.Ratings;
using Chat.Sessions.Receipts;
using Chat.Sessions.Routing;
using Chat.Sessions.Search;
using Chat.Sessions.Settings;
using Chat.Sessions.Signals;
using Chat.Sessions.Speaking;
using Chat.Sessions.SupportPersons;
using Chat.Sessions.Sweeps;
using Chat.Sessions.Tags;
using Chat.Sessions.Teams;
using Chat.Sessions.Tenants;
using Chat.Sessions.Transcripts;
using Chat.Sessions.Unanswered;
using Chat.Sessions.UserTokens;
using Chat.Sessions.VisitorDetails;
using Chat.Sessions.Visitors;
using Chat.Sessions.WidgetConfig;

namespace Chat.Sessions;

/// <summary>What the service can do: a line for each feature.</summary>
internal static class SessionsFeatures
{
    public static void AddFeatures(this IHostApplicationBuilder builder)
    {
        builder.AddIntake();
        builder.AddAnalytics();
        builder.AddSearch();
        builder.AddAttachments();
        builder.AddTenants();
        builder.AddKeys();
        builder.AddSettings();
        builder.AddAgents();
        builder.AddAgentLogins();
        builder.AddAgentThreads();
        builder.AddBusinessHours();
        builder.AddWidgetConfig();
        builder.AddOfflineMessages();
        builder.AddCannedResponses();
        builder.AddPresence();
        builder.AddTeams();
        builder.AddSupportPersons();
        builder.AddConversations();
        builder.AddSweeps();
        builder.AddUnanswered();
        builder.AddNotes();
        builder.AddTags();
        builder.AddLabels();
        builder.AddRatings();
        builder.AddReceipts();
        builder.AddMessageEdits();
        builder.AddTranscripts();
        builder.AddMessages();
        builder.AddLeads();
        builder.AddLog();
        builder.AddSpeaking();
        builder.AddSignals();
        builder.AddCustomers();
        builder.AddCustomerPresence();
        builder.AddVisitors();
        builder.AddUserTokens();
        builder.AddVisitorDetails();
        builder.AddLive();
        builder.AddRouting();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapTenants();
        app.MapKeys();
        app.MapSettings();
        app.MapAgents();
        app.MapAgentLogins();
        app.MapAgentThreads();
        app.MapWidgetConfig();
        app.MapOfflineMessages();
        app.MapCannedResponses();
        app.MapPresence();
        app.MapTeams();
        app.MapSupportPersons();
        app.MapConversations();
        app.MapNotes();
        app.MapTags();
        app.MapLabels();
        app.MapRatings();
        app.MapReceipts();
        app.MapMessageEdits();
        app.MapTranscripts();
        app.MapSearch();
        app.MapMessages();
        app.MapLeads();
        app.MapCustomers();
        app.MapCustomerPresence();
        app.MapVisitors();
        app.MapUserTokens();
        app.MapVisitorDetails();
        app.MapSpeaking();
        app.MapLive();
        app.MapRouting();
        app.MapAnalytics();
        app.MapAttachments();
    }
}
