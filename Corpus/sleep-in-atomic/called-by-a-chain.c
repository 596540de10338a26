// run: kernel-version=6.1
/*
 * Who is called by a chain of notifiers knows by the chain whether it may sleep.
 */

#include <linux/mutex.h>
#include <linux/notifier.h>

static ATOMIC_NOTIFIER_HEAD(alarms);
static BLOCKING_NOTIFIER_HEAD(changes);
static DEFINE_MUTEX(log_lock);
static int alarms_seen, changes_seen;

static int log_alarm(struct notifier_block *nb, unsigned long action, void *data)
{
	mutex_lock(&log_lock); // expect: sleep-in-atomic confirmed
	alarms_seen++;
	mutex_unlock(&log_lock);
	return NOTIFY_OK;
}

static int log_change(struct notifier_block *nb, unsigned long action, void *data)
{
	mutex_lock(&log_lock);
	changes_seen++;
	mutex_unlock(&log_lock);
	return NOTIFY_OK;
}

static struct notifier_block alarm_block = {.notifier_call = log_alarm};
static struct notifier_block change_block = {.notifier_call = log_change};

void log_start(void)
{
	atomic_notifier_chain_register(&alarms, &alarm_block);
	blocking_notifier_chain_register(&changes, &change_block);
}

void raise_alarm(void)
{
	atomic_notifier_call_chain(&alarms, 1, NULL);
}
