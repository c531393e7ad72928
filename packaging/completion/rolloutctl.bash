# bash completion for rolloutctl

_rolloutctl()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command=${COMP_WORDS[1]:-}
    local commands="status history import export export-journal export-history set-version force-version options pause resume abort retry promote release approve reject exclude include lock unlock freeze controller policy step fork retention lint simulate scenarios compare conformance bench"
    local presets="default argo-canary aws-rolling aws-slow-forward-fast-back aws-waves azure-rolling-upgrade"
    presets+=" codedeploy-half-at-a-time codedeploy-linear codedeploy-one-at-a-time hawkbit-groups"
    presets+=" kubernetes-rolling-update nomad"
    local scenarios="bad-and-unrevertable brick crash-30 edge-fleet good good-but-noisy h1-silent-targets"
    scenarios+=" h1-silent-targets-in-time h2-outage h2-pause h3-impossible-window h4-unprotected-tail"
    scenarios+=" h5-slots-refill h6-slow-way-back h7-held-step h8-rounding h9-leaky-window half-load-cliff"
    scenarios+=" one-bad-zone silent-brick slow-leak train-78-minutes train-bad-zone train-cry-wolf"
    scenarios+=" train-friday-1700 train-hello-rollout train-leaky-window train-no-way-back train-one-in-three"
    scenarios+=" train-panic-button train-policy-duel train-silent-brick train-slow-leak train-threshold-zero"
    local policy="--batch-percent --success-percent --success-timeout --duration-timeout"
    local options="--help --log-level --log-file"
    COMPREPLY=()
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W "$commands --help --version --log-level --log-file" -- "$cur")
        return
    fi
    case $prev in
        --log-level) mapfile -t COMPREPLY < <(compgen -W "trace debug info warning error off" -- "$cur"); return ;;
        --expect) mapfile -t COMPREPLY < <(compgen -W "success rollback" -- "$cur"); return ;;
        --format) mapfile -t COMPREPLY < <(compgen -W "csv json jsonl ndjson" -- "$cur"); return ;;
        --store) mapfile -t COMPREPLY < <(compgen -W "memory: sqlite: postgresql://" -f -- "$cur"); return ;;
        --scenario) mapfile -t COMPREPLY < <(compgen -W "$scenarios" -f -- "$cur"); return ;;
        --policy) mapfile -t COMPREPLY < <(compgen -W "$presets" -f -- "$cur"); return ;;
    esac
    case $command in
        status) options+=" --store --json" ;;
        import | export) options+=" --store --namespace --entity --format --json" ;;
        export-journal | export-history) options+=" --store --namespace --entity --format --json" ;;
        history) options+=" --store --limit --json" ;;
        retention) options+=" --store --now --json" ;;
        fork) options+=" --store --into --scenario --by --reason --json" ;;
        step) options+=" --store --json" ;;
        set-version | force-version | pause | resume | abort | release | lock | unlock) options+=" --store --by --reason --json" ;;
        approve | reject | exclude | include) options+=" --store --group --by --reason --json" ;;
        retry) options+=" --store --failed-targets --group --by --reason --json" ;;
        promote) options+=" --store --yes --by --reason --json" ;;
        controller) options+=" --store --hooks --timeout --none --by --reason --json" ;;
        freeze) options+=" --store --from --to --every --remove --by --reason --json" ;;
        options) options+=" --store --defaults --by --reason --json $policy" ;;
        simulate)
            options+=" --scenario --policy $policy --targets --groups --tick --adopt --adopt-median --adopt-sigma --fail-probability"
            options+=" --latent-mean --false-positive --silent-probability --never-adopt"
            options+=" --runs --seed --threads --until --expect --json" ;;
        scenarios)
            options+=" --json"
            if [[ $cur != -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$scenarios" -- "$cur")
                return
            fi ;;
        compare)
            options+=" --scenario --runs --seed --threads --report --json --bad-share"
            options+=" --cost-exposure --cost-missed --cost-false --cost-delay"
            if [[ $cur != -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "scenario $presets" -f -- "$cur")
                return
            fi ;;
        lint) options+=" --policy $policy --targets --tick --adopt --store --json" ;;
        policy)
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W "list show set export save delete --help" -- "$cur")
                return
            fi
            options+=" --store --name --by --reason --json"
            if [[ $cur != -* ]]; then
                mapfile -t COMPREPLY < <(compgen -W "$presets" -f -- "$cur")
                return
            fi ;;
        conformance) options+=" --json" ;;
        bench)
            if [ "$COMP_CWORD" -eq 2 ]; then
                mapfile -t COMPREPLY < <(compgen -W "step durable whatif timeline --help" -- "$cur")
                return
            fi
            options+=" --targets --runs --threads --steps --memory --json" ;;
    esac
    if [[ $cur == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$cur")
    else
        mapfile -t COMPREPLY < <(compgen -f -- "$cur")
        compopt -o filenames 2>/dev/null
    fi
}
complete -F _rolloutctl rolloutctl
