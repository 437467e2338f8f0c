using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Digilo.Analytics.Dashboard.Pages.Import;

/// <summary>
/// Reads the upload form as it comes, section by section: a file of any size passes through without being held in memory or put in
/// a temporary folder. The token is the first section, so that nothing of a form from elsewhere is ever read.
/// </summary>
internal sealed class UploadReader(HttpContext context, IImportDesk desk, IAntiforgery antiforgery, IOptions<AntiforgeryOptions> options)
{
    private const int MaxSections = 16, MaxFieldBytes = 8192, BufferBytes = 1 << 16, MaxBoundary = 200;

    // What the form's other fields and its own marks may take beside the file.
    private const long Slack = 1 << 20;

    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>The file, once it is staged.</summary>
    public StagedFile? File { get; private set; }

    /// <summary>The form's fields as far as they have been read.</summary>
    public UploadInput Input => UploadInput.From(_fields.GetValueOrDefault);

    /// <summary>Reads the form to its end.</summary>
    /// <param name="limit">Largest file.</param>
    /// <exception cref="UploadException">It was not taken.</exception>
    public async Task ReadAsync(long limit)
    {
        var reader = new MultipartReader(Boundary(), context.Request.Body, BufferBytes);
        try
        {
            var section = await CheckTokenAsync(reader).ConfigureAwait(false);
            if (context.Request.ContentLength > limit + Slack)
            {
                throw new UploadException(UploadFault.TooLarge);
            }

            for (var n = 0; section is not null; n++, section = await NextAsync(reader).ConfigureAwait(false))
            {
                if (n >= MaxSections)
                {
                    throw new UploadException(UploadFault.NoForm);
                }

                await TakeAsync(section).ConfigureAwait(false);
            }
        }
        catch (InvalidDataException e)
        {
            throw new UploadException(UploadFault.NoForm, e);
        }
        catch (IOException e)
        {
            // Our own disk's failures have been told apart where they arise: this one is the sender's line.
            throw new UploadException(UploadFault.CutOff, e);
        }
        catch (OperationCanceledException e)
        {
            throw new UploadException(UploadFault.CutOff, e);
        }

        if (File is null)
        {
            throw new UploadException(UploadFault.Missing);
        }
    }

    private string Boundary()
    {
        var boundary = MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
                ? HeaderUtilities.RemoveQuotes(type.Boundary).Value
                : null;
        return boundary is { Length: > 0 and <= MaxBoundary } ? boundary : throw new UploadException(UploadFault.NoForm);
    }

    /// <summary>Checks the token in the request's header or in the first section; returns the section to go on with.</summary>
    private async Task<MultipartSection?> CheckTokenAsync(MultipartReader reader)
    {
        var header = options.Value.HeaderName;
        var section = await NextAsync(reader).ConfigureAwait(false);
        if (header is not null && !context.Request.Headers.ContainsKey(header) && section is not null && NameOf(section) is var (name, file)
            && name == options.Value.FormFieldName && file is null)
        {
            // Handed on in a header: the framework would otherwise read the whole form into memory to find it.
            context.Request.Headers[header] = await TextAsync(section).ConfigureAwait(false);
            section = await NextAsync(reader).ConfigureAwait(false);
        }

        if (header is null || !context.Request.Headers.ContainsKey(header))
        {
            throw new UploadException(UploadFault.Token);
        }

        try
        {
            await antiforgery.ValidateRequestAsync(context).ConfigureAwait(false);
            return section;
        }
        catch (AntiforgeryValidationException e)
        {
            throw new UploadException(UploadFault.Token, e);
        }
    }

    private Task<MultipartSection?> NextAsync(MultipartReader reader) => reader.ReadNextSectionAsync(context.RequestAborted);

    private async Task TakeAsync(MultipartSection section)
    {
        if (NameOf(section) is not var (name, file))
        {
            throw new UploadException(UploadFault.NoForm);
        }

        if (file is null)
        {
            _fields[name] = await TextAsync(section).ConfigureAwait(false);
        }
        else if (name == UploadInput.File && File is null)
        {
            // A browser sends an empty section without a name when no file is chosen.
            if (file.Length > 0)
            {
                File = await desk.StageAsync(file, section.Body, context.Request.ContentLength, context.RequestAborted).ConfigureAwait(false);
            }
        }
        else
        {
            throw new UploadException(UploadFault.NoForm);
        }
    }

    /// <summary>The section's name, and the file's name if it is one.</summary>
    private static (string Name, string? File)? NameOf(MultipartSection section)
    {
        if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition) || !disposition.DispositionType.Equals("form-data", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var file = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return (HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "", file.HasValue ? HeaderUtilities.RemoveQuotes(file).Value ?? "" : null);
    }

    private async Task<string> TextAsync(MultipartSection section)
    {
        var buffer = new byte[MaxFieldBytes + 1];
        var length = await section.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted).ConfigureAwait(false);
        return length <= MaxFieldBytes ? Encoding.UTF8.GetString(buffer, 0, length) : throw new UploadException(UploadFault.NoForm);
    }
}
