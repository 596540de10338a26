// run: kernel-version=3.8
/*
 * A governor is started and stopped by one method, which is told by a number what to do. It is stopped with
 * the policy unlocked, and started with it locked, where it waits for nothing.
 */

#include <linux/rwsem.h>
#include <linux/workqueue.h>

enum { GOVERNOR_START, GOVERNOR_STOP };

struct policy;

struct governor {
	int (*event)(struct policy *policy, unsigned int event);
};

struct policy {
	struct rw_semaphore rwsem;
	const struct governor *governor;
	struct delayed_work sample;
	unsigned int frequency;
};

static void sample_load(struct work_struct *work)
{
	struct policy *policy = container_of(work, struct policy, sample.work);

	down_write(&policy->rwsem);
	policy->frequency++;
	schedule_delayed_work(&policy->sample, 1);
	up_write(&policy->rwsem);
}

static int on_demand(struct policy *policy, unsigned int event)
{
	switch (event) {
	case GOVERNOR_START:
		INIT_DELAYED_WORK(&policy->sample, sample_load);
		schedule_delayed_work(&policy->sample, 1);
		break;
	case GOVERNOR_STOP:
		cancel_delayed_work_sync(&policy->sample);
		break;
	}
	return 0;
}

static const struct governor on_demand_governor = {.event = on_demand};

static int tell_governor(struct policy *policy, unsigned int event)
{
	return policy->governor->event(policy, event);
}

void policy_set_ok(struct policy *policy)
{
	tell_governor(policy, GOVERNOR_STOP);
	down_write(&policy->rwsem);
	policy->governor = &on_demand_governor;
	tell_governor(policy, GOVERNOR_START);
	up_write(&policy->rwsem);
}

void policy_set_bad(struct policy *policy)
{
	down_write(&policy->rwsem);
	tell_governor(policy, GOVERNOR_STOP); // expect: flush-under-lock confirmed
	policy->governor = &on_demand_governor;
	tell_governor(policy, GOVERNOR_START);
	up_write(&policy->rwsem);
}
