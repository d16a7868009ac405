# shellcheck shell=sh disable=SC2154
# Sourced by `.sandbox/bin/pulumi`, which sets: project (the user's), copy (where the engine runs), engine (its executable).
#
# The engine writes an encryption salt into a stack file that has none, and with it rewrites the file: order, layout and
# comments are lost. So it reads a copy with a salt, made from the project's own file at each call; all else is linked.
# A secrets provider of the user's own is left out: the sandbox has neither its key nor its secrets.

# Without an address the provider goes to AWS itself, and for the role of a profile it does unless STS has an address of its own.
case "${AWS_ENDPOINT_URL-}" in
"" | *amazonaws.com* | *amazonaws.eu* | *.api.aws*)
    echo "pulumi (sandbox): AWS_ENDPOINT_URL is \"${AWS_ENDPOINT_URL-}\", which could reach AWS itself; nothing was started." >&2
    echo "    → read the sandbox's environment again: . .sandbox/env" >&2
    exit 1
    ;;
esac
export AWS_ENDPOINT_URL_STS="${AWS_ENDPOINT_URL_STS:-$AWS_ENDPOINT_URL}"
unset AWS_IGNORE_CONFIGURED_ENDPOINT_URLS

here=$(pwd -P)
# Of the passphrase in environment.ts: it protects nothing, for the sandbox keeps no secret.
salt='v1:Jr/FdUw7ztM=:v1:hPsJIFXckh211XDR:SkKZkcNP+UkpvY8YtD7GQZSO/ZAQew=='

case "$here/" in
"$project"/*)
    case " $* " in
    *" config"*" set "* | *" config"*" set-all "* | *" config"*" rm "* | *" config"*" rm-all "* | *" config"*" cp "*)
        echo "pulumi (sandbox): the sandbox never writes a stack file; edit Pulumi.<stack>.yaml instead" >&2
        exit 1
        ;;
    esac
    for file in "$project"/*; do
        name=${file##*/}
        case "$name" in
        Pulumi.*.yaml)
            # Renamed when whole: another engine may be reading it.
            {
                # The salt comes last, so that faults name the lines of the user's file.
                sed -e '/^encryptionsalt:/d' -e '/^encryptedkey:/d' -e '/^secretsprovider:/d' "$file"
                printf '\nencryptionsalt: %s\n' "$salt"
            } >"$copy/.$name.$$" && mv "$copy/.$name.$$" "$copy/$name" || exit 1
            ;;
        # -n: another call may have made it by now, and then the link would go into the folder that it leads to.
        *) [ -e "$copy/$name" ] || ln -sfn "$file" "$copy/$name" ;;
        esac
    done
    # Files that the user names are meant from the folder that the user is in.
    option=
    for word in "$@"; do
        shift
        case "$option" in
        --file | --import-file | --out | --plan | --policy-pack | --policy-pack-config | --save-plan)
            case "$word" in /*) ;; *) word=$here/$word ;; esac
            ;;
        esac
        case "$word" in
        --file=[!/]* | --import-file=[!/]* | --out=[!/]* | --plan=[!/]* | --policy-pack=[!/]* | --save-plan=[!/]*)
            word=${word%%=*}=$here/${word#*=}
            ;;
        esac
        option=$word
        set -- "$@" "$word"
    done
    cd "$copy" || exit 1
    ;;
esac
exec "$engine" "$@"
