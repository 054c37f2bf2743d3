"""The double list: 已收集个人信息清单 and 与第三方共享个人信息清单, written from evidence, and held against an existing one."""
