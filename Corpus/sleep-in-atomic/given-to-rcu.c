// run: kernel-version=6.1
/*
 * The head is put where RCU's own code finds it, with the function that it calls: in a soft interrupt, where nobody
 * may sleep.
 */

#include <linux/kernel.h>
#include <linux/mutex.h>
#include <linux/rcupdate.h>

struct report {
	struct callback_head work;
	int count;
};

static DEFINE_MUTEX(reports_lock);
static struct callback_head *waiting;
static int reports;

static void report_write_bad(struct callback_head *work)
{
	struct report *report = container_of(work, struct report, work);

	mutex_lock(&reports_lock); // expect: sleep-in-atomic confirmed
	reports += report->count;
	mutex_unlock(&reports_lock);
}

void report_file_bad(struct report *report)
{
	report->work.func = report_write_bad;
	report->work.next = waiting;
	waiting = &report->work;
}
